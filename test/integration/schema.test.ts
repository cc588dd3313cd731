import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.js';

describe('the schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('is what the entities declare', async () => {
    const owner = await database.asOwner();
    const drift = await owner.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((statement) => statement.query)).toEqual([]);
  });
});
