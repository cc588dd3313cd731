import { WorkThread, type WorkThreadOptions } from '../../../src/threads/work-thread.js';
import { SOURCE_THREADS } from '../../support/source-threads.js';

let thread: WorkThread<number, number>;
const start = (options: WorkThreadOptions = {}) => {
  thread = new WorkThread(import.meta.url, './doubling.entry', { ...SOURCE_THREADS, ...options });
};
afterEach(() => thread.stop());

const outcomes = async (...questions: number[]) => {
  const settled = await Promise.allSettled(questions.map((question) => thread.ask(question)));
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message));
};

describe('a thread of its own', () => {
  it('answers one question after the other', async () => {
    start();
    expect(await outcomes(1, 2, 3)).toEqual([2, 4, 6]);
  });

  it('is followed by a new one when it breaks, for the questions that wait already', async () => {
    start();
    expect(await outcomes(1, -1, 2)).toEqual([2, 'broken', 4]);
  });

  it('is followed by none when it remembers what it was told', async () => {
    start({ remembers: true });
    expect(await outcomes(1, -1, 2)).toEqual([2, 'broken', 'The thread has ended.']);
  });

  it('answers nothing once it has been stopped', async () => {
    start();
    await thread.stop();
    expect(await outcomes(1)).toEqual(['The thread has ended.']);
  });
});
