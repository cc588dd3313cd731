import { Client, escapeIdentifier } from 'pg';
import { APP_ROLE, createDataSource, type DatabaseOptions } from './data-source.js';
import { isUniqueViolation, sqlState } from './transaction.js';

/** Tables whose rows nobody changes once written. Drafts are changed, so a trigger guards published definitions instead. */
export const APPEND_ONLY = [
  'case_events',
  'audit_entries',
  'audit_roots',
  'audit_heads',
  'deadline_certificates',
  'calendars',
  'definition_draft_changes',
  'definition_retirements',
  'definition_reviews',
  'case_disposals',
];

export interface MigrationReport {
  applied: string[];
  /** The role to work as, or null when the owner may not make one: then only the triggers keep the log append-only. */
  role: string | null;
}

/** Any number; two processes that migrate at once must agree on it. */
const MIGRATION_LOCK = 7_240_113;
const DUPLICATE_OBJECT = '42710';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Brings one schema up to date and grants the product's role what it needs. Safe to run in several processes at once: one
 * works, the others wait and find nothing left to do.
 */
export async function migrateDatabase(options: DatabaseOptions): Promise<MigrationReport> {
  const owner = new Client({ connectionString: options.url });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await checkTexts(owner);
    await makeSchema(owner, options.schema);
    const applied = await runMigrations(options);
    const role = (await makeRole(owner)) ? APP_ROLE : null;
    if (role) await grantRights(owner, options.schema);
    return { applied, role };
  } finally {
    await owner.end();
  }
}

/** Throws when the database cannot fold and order Danish. */
async function checkTexts(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ encoding: string; icu: boolean }>(
    `select pg_encoding_to_char(encoding) as encoding, exists (select from pg_collation where collprovider = 'i') as icu
     from pg_database where datname = current_database()`,
  );
  const unfit = whyUnfit(rows[0]!);
  if (unfit) throw new Error(unfit);
}

/** What somebody must do before texts can be kept in the database; null when nothing. */
export function whyUnfit({ encoding, icu }: { encoding: string; icu: boolean }): string | null {
  if (encoding !== 'UTF8')
    return `The database has the encoding ${encoding}: make it with "encoding UTF8 template template0".`;
  return icu
    ? null
    : 'This PostgreSQL was built without ICU, by which names are searched and put in Danish order: use one built with it, as nearly all packages are.';
}

/** An owner without the right to make schemas may have been given one. */
async function makeSchema(owner: Client, schema: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_namespace where nspname = $1', [schema]);
  if (rowCount === 0) await owner.query(`create schema ${escapeIdentifier(schema)}`);
}

async function runMigrations(options: DatabaseOptions): Promise<string[]> {
  const ds = createDataSource({ ...options, poolSize: 1, patience: 'endless' });
  await ds.initialize();
  try {
    const migrations = await ds.runMigrations({ transaction: 'each' });
    return migrations.map((migration) => migration.name);
  } finally {
    await ds.destroy();
  }
}

/** False when the owner may neither make the role nor work as it. */
async function makeRole(owner: Client): Promise<boolean> {
  try {
    const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [APP_ROLE]);
    if (rowCount === 0) await owner.query(`create role ${APP_ROLE} nologin`).catch(ignoreExisting);
    if (!(await canWorkAsRole(owner)))
      await owner.query(`grant ${APP_ROLE} to current_user`).catch(ignoreExisting);
    return await canWorkAsRole(owner);
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** Tried, not looked up: since PostgreSQL 16 who makes a role is a member of it who may not work as it until she grants it to herself. */
async function canWorkAsRole(owner: Client): Promise<boolean> {
  try {
    await owner.query(`set role ${APP_ROLE}`);
    await owner.query('reset role');
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

const isRefusal = (error: unknown): boolean => sqlState(error) === INSUFFICIENT_PRIVILEGE;

/** Roles belong to the whole server: another database may be making the same one at this moment. */
function ignoreExisting(error: unknown): void {
  if (sqlState(error) !== DUPLICATE_OBJECT && !isUniqueViolation(error)) throw error;
}

async function grantRights(owner: Client, schemaName: string): Promise<void> {
  const schema = escapeIdentifier(schemaName);
  const appendOnly = APPEND_ONLY.map((table) => `${schema}.${table}`).join(', ');
  await owner.query(`
    begin;
    grant usage on schema ${schema} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE};
    grant usage on all sequences in schema ${schema} to ${APP_ROLE};
    revoke update, delete on ${appendOnly} from ${APP_ROLE};
    revoke insert on ${schema}.case_disposals from ${APP_ROLE};
    revoke insert, update, delete on ${schema}.migrations from ${APP_ROLE};
    commit;
  `);
}
