import { parentPort } from 'node:worker_threads';
import { toChart } from '../../machines/statechart/chart.js';
import { placeChart } from '../../machines/statechart/place.js';
import { estimateWidth } from '../../machines/statechart/text-size.js';
import type { DrawingReply, DrawingTask } from './drawing-thread.js';
import { runElk } from './run-elk.js';

/** What runs in the thread: one drawing after the other. */
parentPort!.on('message', (task: DrawingTask) => {
  void draw(task).then((reply) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort!.postMessage(reply),
  );
});

async function draw({ document, language }: DrawingTask): Promise<DrawingReply> {
  try {
    return { layout: await placeChart(toChart(document, language), estimateWidth, runElk) };
  } catch (error) {
    return { failure: String((error as Error).stack ?? error) };
  }
}
