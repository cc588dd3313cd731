import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getCalendar, getCompiled } from '../../src/persistence/compiled-cache.js';
import { furnish } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterAll(() => database.drop());

/** This project runs tests of the integration suite once more: see `jest.config.js`. */
it('nothing that was compiled is kept from one statement to the next', async () => {
  const compile = () => getCompiled(database.ds, 'errand', 1);
  const first = await compile();
  expect(await compile()).not.toBe(first);
  const calendar = await getCalendar(database.ds, 1);
  expect(await getCalendar(database.ds, 1)).not.toBe(calendar);
});
