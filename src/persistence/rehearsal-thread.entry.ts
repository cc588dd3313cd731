import { parentPort, workerData } from 'node:worker_threads';
import { BatchRehearser, type Batch, type RehearsalOutline } from './rehearsal-batch.js';

/** What runs in a thread of a rehearsal: one batch after the other. An error ends the thread, and with it the rehearsal. */
const rehearser = new BatchRehearser(workerData as RehearsalOutline);
parentPort!.on('message', (batch: Batch) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage([...rehearser.rehearse(batch)]);
});
