import type { Answer } from './check-messages.js';
import type { StartWorker } from './checker.js';

/** The worker of the page. */
export const startWorker: StartWorker = (hear, fail) => {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => hear(data));
  worker.addEventListener('error', fail);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    ask: (question) => worker.postMessage(question),
    end: () => worker.terminate(),
  };
};
