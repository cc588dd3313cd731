import { mergeChanges, noChanges, readChanges, writeChanges } from '../../../src/persistence/change-hint.js';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const cases = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [id(at), { seq: 1_000_000, messages: true }]));

describe('a hint of changes', () => {
  it('says the same at the other end', () => {
    const changes = { ...noChanges(), cases: cases(3), clock: true };
    expect(readChanges(writeChanges(changes))).toEqual(changes);
  });

  it('fits into a notification of PostgreSQL, however much has changed', () => {
    for (const count of [0, 140, 141, 5_000]) {
      const text = writeChanges({ ...noChanges(), cases: cases(count), clock: true, sessions: true });
      expect(Buffer.byteLength(`${'s'.repeat(63)} ${text}`)).toBeLessThan(8_000);
    }
  });

  it('says that everything may have changed instead of naming very many cases', () => {
    expect(readChanges(writeChanges({ ...noChanges(), cases: cases(141) }))).toEqual({
      ...noChanges(),
      everything: true,
    });
  });

  it.each(['', 'no JSON', 'null', '7', '{}', '{"cases":[1]}', '{"cases":{}}'])(
    'takes “%s”, which no node has written, for anything that may have changed',
    (text) => expect(readChanges(text)).toEqual({ ...noChanges(), everything: true }),
  );

  it('keeps the newest event of a case, and that its messages changed once', () => {
    const known = noChanges();
    mergeChanges(known, { cases: new Map([['a', { seq: 7, messages: true }]]) });
    mergeChanges(known, { cases: new Map([['a', { seq: 6, messages: false }]]), sessions: true });
    expect(known).toEqual({
      ...noChanges(),
      cases: new Map([['a', { seq: 7, messages: true }]]),
      sessions: true,
    });
  });
});
