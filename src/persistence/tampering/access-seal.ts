import type { AuditEntry } from '../audit.js';
import type { Instant } from '../../machines/definition.js';
import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { Digest } from './digest.js';

/** First and last id. */
export type Range = [number, number];

/** The entries of the access log that a root vouches for: those of a range of ids, and some of earlier ranges that were not there yet. */
export interface SealedAccess {
  /** Ids. When `to` is less than `from`, there was none. */
  from: number;
  to: number;
  count: number;
  digest: string;
  /** Ids in the range that were not there: rolled back, or still on their way. */
  gaps: Range[];
  /** Ids in gaps of earlier roots that have come since. */
  late: number[];
}

type Entry = Required<AuditEntry> & { id: number; at: Instant };

const LAST_SEALS = sql(
  'read-last-access-seals',
  `select content -> 'access' as access from audit_roots order by number desc limit $1`,
);
const LAST_ID = sql('read-last-access-id', 'select coalesce(max(id), 0) as id from audit_entries');
const COLUMNS = `a.id, a.at, a.action, a.user_id as "userId", a.user_name as "userName", a.case_id as "caseId", a.details`;
const READ_RANGE = sql(
  'read-access-range',
  `select ${COLUMNS} from audit_entries a where a.id between $1 and $2 order by a.id limit $3`,
);
const READ_IDS = sql(
  'read-access-ids',
  `select ${COLUMNS} from audit_entries a where a.id = any ($1::bigint[]) order by a.id`,
);
const FIND_LATE = sql(
  'find-late-access',
  `select a.id from json_to_recordset($1) as g (first bigint, last bigint)
   join audit_entries a on a.id between g.first and g.last where not a.id = any ($2::bigint[]) order by a.id`,
);

/** A transaction ends well before so many roots have been made. */
const ROOTS_TO_WAIT = 10;
const ENTRIES_AT_ONCE = 1_000;

/** What the next root says of the access log. */
export async function sealAccess(db: Db): Promise<SealedAccess> {
  const seals = (await query<{ access: SealedAccess }>(db, LAST_SEALS, [ROOTS_TO_WAIT])).map(
    ({ access }) => access,
  );
  const from = (seals[0]?.to ?? 0) + 1;
  const [last] = await query<{ id: number }>(db, LAST_ID);
  const late = await findLate(db, seals);
  const to = Math.max(last!.id, from - 1);
  return digestOfAccess(db, { from, to, late });
}

async function findLate(db: Db, seals: SealedAccess[]): Promise<number[]> {
  const gaps = seals.flatMap((seal) => seal.gaps).map(([first, last]) => ({ first, last }));
  if (gaps.length === 0) return [];
  const known = seals.flatMap((seal) => seal.late);
  return (await query<{ id: number }>(db, FIND_LATE, [JSON.stringify(gaps), known])).map(({ id }) => id);
}

/** The same of a root that was made, as the log is now. `leftOut`: ids that a later root has seen come. */
export async function digestOfAccess(
  db: Db,
  { from, to, late }: Pick<SealedAccess, 'from' | 'to' | 'late'>,
  leftOut: ReadonlySet<number> = new Set(),
): Promise<SealedAccess> {
  const digest = new Digest();
  for (const entry of await query<Entry>(db, READ_IDS, [late])) digest.add(entry);
  const gaps: Range[] = [];
  let next = from;
  for await (const entry of entriesOf(db, from, to)) {
    if (leftOut.has(entry.id)) continue;
    if (entry.id > next) gaps.push([next, entry.id - 1]);
    digest.add(entry);
    next = entry.id + 1;
  }
  if (next <= to) gaps.push([next, to]);
  return { from, to, ...digest.result(), gaps, late };
}

async function* entriesOf(db: Db, from: number, to: number): AsyncGenerator<Entry> {
  let first = from;
  for (;;) {
    const page: Entry[] = await query<Entry>(db, READ_RANGE, [first, to, ENTRIES_AT_ONCE]);
    yield* page;
    if (page.length < ENTRIES_AT_ONCE) return;
    first = page.at(-1)!.id + 1;
  }
}
