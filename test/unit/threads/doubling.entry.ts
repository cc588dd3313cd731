import { answerQuestions } from '../../../src/threads/thread-answers.js';

/** Doubles numbers; at a negative one, something goes wrong that nobody waits for. */
answerQuestions((number: number) => {
  if (number >= 0) return number * 2;
  setImmediate(() => {
    throw new Error('broken');
  });
  return new Promise<number>(() => undefined);
});
