import { parentPort } from 'node:worker_threads';

/** An error passes with its text and stack, and nothing else of it. */
export type Reply<Answer> = { answer: Answer } | { failure: Error };

/** What a `WorkThread` runs: says that it is loaded, and answers each question once. */
export function answerQuestions<Question, Answer>(
  answerTo: (question: Question) => Answer | Promise<Answer>,
): void {
  const port = parentPort!;
  port.on('message', (question: Question) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    void replyTo(answerTo, question).then((reply) => port.postMessage(reply));
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage('ready');
}

async function replyTo<Question, Answer>(
  answerTo: (question: Question) => Answer | Promise<Answer>,
  question: Question,
): Promise<Reply<Answer>> {
  try {
    return { answer: await answerTo(question) };
  } catch (error) {
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}
