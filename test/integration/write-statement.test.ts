import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '../../src/persistence/ids.js';
import { PART_NAMES, type PartName } from '../../src/persistence/write-parts.js';
import { writeRows, type WriteRows } from '../../src/persistence/write-statement.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Rows that hang on a case which is not there: every part is in the statement, and nothing is written. */
const rowsOf = (names: PartName[], count: number): WriteRows => {
  const cause = newId();
  const row = { cause, id: newId(), case_id: cause, expected_seq: 1, seq: 2 };
  return Object.fromEntries(names.map((name) => [name, Array.from({ length: count }, () => row)]));
};

it('writes any mixture of parts in one prepared statement, again and again on one connection', async () => {
  const but = (...left: PartName[]) => PART_NAMES.filter((name) => !left.includes(name));
  const mixtures = [but('casesBelow'), but('cases'), but('cases', 'casesBelow'), but('cases', 'answers')];
  const statements = mixtures.flatMap((names) => [1, 3].map((count) => rowsOf(names, count)));
  await database.ds.transaction(async (tx) => {
    for (const rows of [...statements, ...statements])
      expect(await writeRows(tx, { ...rows, timersPostponed: [] })).toEqual(new Set());
  });
});
