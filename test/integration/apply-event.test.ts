import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { furnish, METTE, openErrand } from '../support/cases.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterAll(() => database.drop());

const rowsOf = (table: string, caseId: string): Promise<Record<string, unknown>[]> =>
  database.ds.query(`select * from ${table} where case_id = $1`, [caseId]);

describe('an event', () => {
  it('opens', async () => {
    const errand = await openErrand(database.ds);
    expect(errand).toMatchObject({ seq: 1, number: '2026-000001' });
    expect(await rowsOf('tasks', errand.caseId)).toMatchObject([{ key: 'VISIT', status: 'open' }]);
    const applied = await applyEvent(database.ds, {
      caseId: errand.caseId,
      event: { type: 'ASK', by: METTE },
    });
    expect(applied.seq).toBe(2);
  });
});
