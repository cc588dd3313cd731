import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrateDatabase } from '../../src/persistence/migrate-database.js';
import { furnish, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let owner: DataSource;
let caseId: string;
beforeAll(async () => {
  database = await freshDatabase();
  owner = await database.asOwner();
  await furnish(database.ds);
  ({ caseId } = await openErrand(database.ds));
  await database.ds.query(`insert into audit_entries (at, action, details) values (now(), 'test', '{}')`);
});
afterAll(() => database.drop());

const drift = async (): Promise<string[]> =>
  (await owner.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

describe('the schema', () => {
  it('is what the entities declare', async () => {
    expect(await drift()).toEqual([]);
  });

  it('would not be, with one column, index or constraint more or less', async () => {
    await owner.query('alter table cases add column surplus text');
    await owner.query('drop index tasks_open_key');
    await owner.query('alter table tasks drop constraint tasks_status_check');
    const statements = (await drift()).join('\n');
    expect(statements).toContain('surplus');
    expect(statements).toContain('tasks_open_key');
    expect(statements).toContain('tasks_status_check');
    await owner.query('alter table cases drop column surplus');
    await owner.query(`create unique index tasks_open_key on tasks (case_id, key) where status = 'open'`);
    await owner.query(
      `alter table tasks add constraint tasks_status_check check (status in ('open', 'completed', 'cancelled'))`,
    );
    expect(await drift()).toEqual([]);
  });

  it('is migrated once, however many try at the same time', async () => {
    const options = { ...database.options, schema: 'other' };
    const reports = await Promise.all([1, 2, 3].map(() => migrateDatabase(options)));
    const applied = reports.map((report) => report.applied.length).sort((a, b) => a - b);
    expect(applied.slice(0, 2)).toEqual([0, 0]);
    expect(applied[2]).toBeGreaterThan(0);
  });

  it('is made without a role of its own where the owner may not make one', async () => {
    await owner.query(`create role plain_owner login password 'plain' nosuperuser nocreaterole`);
    // Who is no superuser may give away only to those whose member she is.
    await owner.query('grant plain_owner to current_user');
    await owner.query(`create schema plain authorization plain_owner`);
    const url = new URL(database.options.url);
    url.username = 'plain_owner';
    url.password = 'plain';
    const report = await migrateDatabase({ url: url.href, schema: 'plain', poolSize: 1 });
    expect(report.role).toBeNull();
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.query(`insert into plain.audit_entries (at, action, details) values (now(), 'test', '{}')`);
    await expect(client.query('delete from plain.audit_entries')).rejects.toThrow('append-only');
    await client.query('drop schema plain cascade');
    await client.end();
    await owner.query('drop role plain_owner');
  });
});

describe('what is written for ever', () => {
  const CHANGES = [
    ['case_events', `update case_events set type = 'x'`, 'delete from case_events'],
    ['audit_entries', `update audit_entries set action = 'x'`, 'delete from audit_entries'],
    [
      'deadline_certificates',
      'update deadline_certificates set seq = 9',
      'delete from deadline_certificates',
    ],
    ['calendars', `update calendars set note = 'x'`, 'delete from calendars'],
  ] as const;

  it.each(CHANGES)('%s: the product has no right to change it', async (_table, update, remove) => {
    await expect(database.ds.query(update)).rejects.toThrow('permission denied');
    await expect(database.ds.query(remove)).rejects.toThrow('permission denied');
  });

  it.each(CHANGES)('%s: the owner is stopped too', async (_table, update, remove) => {
    await expect(owner.query(update)).rejects.toThrow('append-only');
    await expect(owner.query(remove)).rejects.toThrow('append-only');
  });

  it('a published definition changes for nobody, a draft does', async () => {
    await expect(owner.query(`update definitions set note = 'x'`)).rejects.toThrow('append-only');
    await expect(database.ds.query('delete from definitions')).rejects.toThrow('append-only');
  });

  it.each([
    'cases',
    'case_events',
    'audit_entries',
    'audit_roots',
    'deadline_certificates',
    'definitions',
    'calendars',
  ])('%s: cannot be emptied, neither by the product nor by the owner', async (table) => {
    await expect(database.ds.query(`truncate ${table}`)).rejects.toThrow('permission denied');
    await expect(owner.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
    const [row] = (await owner.query('select seq from cases where id = $1', [caseId])) as { seq: number }[];
    expect(row).toEqual({ seq: 1 });
  });
});
