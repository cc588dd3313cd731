import { jest } from '@jest/globals';
import { seldom } from '../../../web/src/seldom.js';

const PAUSE_MS = 1_500;

describe('work that is done seldom', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function counted() {
    const done: string[][] = [];
    const work = seldom<string>((items) => void done.push([...items]), PAUSE_MS);
    return { done, ...work };
  }

  it('begins at once, and bundles what comes during the pause', () => {
    const { done, note } = counted();
    for (const item of ['a', 'b', 'c']) note(item);
    expect(done).toEqual([['a']]);
    jest.advanceTimersByTime(PAUSE_MS);
    expect(done).toEqual([['a'], ['b', 'c']]);
  });

  it('begins at once again after a pause in which nothing came', () => {
    const { done, note } = counted();
    note('a');
    jest.advanceTimersByTime(PAUSE_MS);
    note('b');
    expect(done).toEqual([['a'], ['b']]);
  });

  it('does nothing more when it is stopped', () => {
    const { done, note, stop } = counted();
    note('a');
    note('b');
    stop();
    jest.advanceTimersByTime(PAUSE_MS);
    expect(done).toEqual([['a']]);
  });
});
