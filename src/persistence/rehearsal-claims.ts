import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

/** A rehearsal in the hands of one worker. */
export interface Claim {
  id: string;
  owner: string;
}

/** Each batch is a sign of life and takes about a second: whoever is silent for so long has died, or has lost the database. */
const SILENT = `interval '60 seconds'`;
const ATTEMPTS = 3;

/** The database's own clock, also in a sandbox: that a process has died is no matter of the sandbox's time. */
const ORPHANED = `status = 'running' and (alive_at is null or alive_at < clock_timestamp() - ${SILENT})`;

const CLAIM = sql(
  'claim-rehearsal',
  `update rehearsals set owner = $2, alive_at = clock_timestamp(), attempts = attempts + 1, done = 0, summary = null
   where id = $1 and ${ORPHANED} returning id`,
);
/** What it has found so far is found again. */
const FORGET_LINES = sql('forget-rehearsed-cases', `delete from rehearsal_cases where rehearsal_id = $1`);
const RELEASE = sql(
  'release-rehearsal',
  `update rehearsals set owner = null, alive_at = null, attempts = attempts - 1
   where id = $1 and owner = $2 and status = 'running'`,
);
const GIVE_UP = sql(
  'give-rehearsals-up',
  `update rehearsals set status = 'failed', finished_at = coalesce((select instant from clock), clock_timestamp()),
     failure = 'nodesDied'
   where attempts >= ${ATTEMPTS} and ${ORPHANED}`,
);
const LIST_ORPHANED = sql(
  'list-orphaned-rehearsals',
  `select id from rehearsals where ${ORPHANED} order by requested_at, id`,
);

/** Takes a rehearsal that nobody works on, from its beginning. False when somebody does, or it is over. */
export async function claimRehearsal(db: Db, { id, owner }: Claim): Promise<boolean> {
  if (!(await queryOne(db, CLAIM, [id, owner]))) return false;
  await query(db, FORGET_LINES, [id]);
  return true;
}

/** For the next node, at once. */
export async function releaseRehearsal(db: Db, { id, owner }: Claim): Promise<void> {
  await query(db, RELEASE, [id, owner]);
}

/** Rehearsals that somebody must take, oldest first; those that have ended too many nodes become `failed`. */
export async function listOrphanedRehearsals(db: Db): Promise<string[]> {
  await query(db, GIVE_UP);
  return (await query<{ id: string }>(db, LIST_ORPHANED)).map(({ id }) => id);
}
