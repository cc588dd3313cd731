import { parentPort } from 'node:worker_threads';
import { judge } from './verdict.js';
import type { Question, Reply } from './verification-thread.js';

/** What runs in the thread: one question after the other, each answered once. */
parentPort!.on('message', ({ document, children }: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(replyTo(document, children));
});

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage('ready');

function replyTo(...question: Parameters<typeof judge>): Reply {
  try {
    return { verdict: judge(...question) };
  } catch (error) {
    return { failure: String((error as Error).stack ?? error) };
  }
}
