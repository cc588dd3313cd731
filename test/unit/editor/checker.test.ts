import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import type { Answer, Question } from '../../../web/src/editor/check-messages.js';
import { Checker, type Verdict } from '../../../web/src/editor/checker.js';

/** A thread that answers when the test says so. */
interface Thread {
  asked: Question[];
  ended: boolean;
  answer: (answer: Answer) => void;
  fail: () => void;
}

let threads: Thread[];
let told: Verdict[];
let checker: Checker;
beforeEach(() => {
  jest.useFakeTimers();
  [threads, told] = [[], []];
  checker = new Checker(
    (answer, fail) => {
      const thread: Thread = { asked: [], ended: false, answer, fail };
      threads.push(thread);
      return { ask: (question) => thread.asked.push(question), end: () => (thread.ended = true) };
    },
    (verdict) => told.push(verdict),
  );
  checker.know({ current: {} });
});
afterEach(() => void jest.useRealTimers());

const documents = (thread: Thread) =>
  thread.asked.flatMap((question) => (question.type === 'check' ? [question.document] : []));
const proved = (id: number): Answer => ({
  type: 'proved',
  id,
  verification: { problems: [], proofs: [], stats: { graphs: 0, configurations: 0, transitions: 0 } },
});
const read = (id: number): Answer => ({ type: 'read', id, definition: {} as Definition, problems: [] });

describe('documents are checked', () => {
  it('one after the other, and of those that wait only the newest', () => {
    const [first] = ['one', 'two', 'three'].map((document) => checker.check(document));
    expect(documents(threads[0]!)).toEqual(['one']);
    threads[0]!.answer(read(first!));
    expect(documents(threads[0]!)).toEqual(['one']);
    threads[0]!.answer(proved(first!));
    expect(documents(threads[0]!)).toEqual(['one', 'three']);
    expect(threads).toHaveLength(1);
  });

  it('once it is said what is known of other case types, also when that is nothing', () => {
    const thread: Question[] = [];
    const early = new Checker(
      () => ({ ask: (question) => thread.push(question), end: () => undefined }),
      () => undefined,
    );
    early.check('one');
    expect(thread).toEqual([]);
    early.know(null);
    expect(thread).toEqual([
      { type: 'neighbours', neighbours: null },
      { type: 'check', id: 1, document: 'one' },
    ]);
    early.close();
  });

  it('on to the next when one cannot be read', () => {
    const id = checker.check('one');
    checker.check('two');
    threads[0]!.answer({ type: 'read', id, definition: null, problems: [] });
    expect(documents(threads[0]!)).toEqual(['one', 'two']);
  });

  it('in a new thread when the running proof has taken long and something newer is there', () => {
    checker.check('one');
    jest.advanceTimersByTime(2_001);
    checker.check('two');
    expect(threads.map(({ ended }) => ended)).toEqual([true, false]);
    expect(threads[1]!.asked).toEqual([
      { type: 'neighbours', neighbours: { current: {} } },
      { type: 'check', id: 2, document: 'two' },
    ]);
  });
});

describe('a proof is given up', () => {
  it('after ten seconds', () => {
    const id = checker.check('one');
    jest.advanceTimersByTime(9_999);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([{ type: 'gaveUp', id }]);
    expect(threads[0]!.ended).toBe(true);
  });

  it('when the thread breaks down; the next document has a new one', () => {
    const id = checker.check('one');
    threads[0]!.fail();
    expect(told).toEqual([{ type: 'gaveUp', id }]);
    checker.check('two');
    expect(documents(threads[1]!)).toEqual(['two']);
  });

  it('without a word when the page is left', () => {
    checker.check('one');
    checker.close();
    jest.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    expect(threads).toHaveLength(1);
  });
});
