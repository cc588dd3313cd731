import { AppError } from '../errors.js';
import type { Definition, Instant } from '../machines/definition.js';
import type { Sender } from '../machines/event.js';
import type { StateMap } from '../machines/migrate.js';
import type { CaseForecast } from '../machines/migrate/rehearse-case.js';
import type { RehearsalSummary } from './rehearsal-summary.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import type { Claim } from './rehearsal-claims.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';
import { visibleTo, type Viewer } from './viewer.js';

/** A rehearsal as it was ordered, how far it is, and what it has found. */
export interface Rehearsal {
  id: string;
  caseType: string;
  draftId: string | null;
  revision: number | null;
  version: number | null;
  stateMap: StateMap;
  closedSample: number;
  status: 'running' | 'done' | 'cancelled' | 'failed';
  total: number;
  done: number;
  summary: RehearsalSummary | null;
  /** A code: `nodesDied`, `bug`, or that of the refusal. */
  failure: string | null;
  requestedByName: string;
  requestedAt: Instant;
  finishedAt: Instant | null;
}

export interface RehearsalOrder {
  caseType: string;
  /** The draft at a revision, or the version. */
  draftId?: string;
  revision?: number;
  version?: number;
  document: Definition;
  stateMap: StateMap;
  /** How many finished cases are rehearsed too, the newest first. */
  closedSample: number;
  by: Sender;
}

/** One line of the result. */
export interface RehearsedLine extends CaseForecast {
  caseId: string;
  caseNumber: string;
  version: number;
}

const COLUMNS = `id, case_type as "caseType", draft_id as "draftId", revision, version, state_map as "stateMap",
  closed_sample as "closedSample", status, total, done, summary, failure, requested_by_name as "requestedByName",
  requested_at as "requestedAt", finished_at as "finishedAt"`;

const CREATE = sql(
  'create-rehearsal',
  `insert into rehearsals (id, case_type, draft_id, revision, version, document, state_map, closed_sample, status, total,
     requested_by, requested_by_name, requested_at)
   select $1, $2, $3, $4, $5, $6, $7, $8::integer, 'running',
     count(*) filter (where status = 'active') + least(count(*) filter (where status = 'done'), $8::integer), $9, $10, ${NOW}
   from cases where case_type = $2`,
);
const FIND = sql('find-rehearsal', `select ${COLUMNS} from rehearsals where id = $1`);
const FIND_DOCUMENT = sql('find-rehearsal-document', `select document from rehearsals where id = $1`);
const LIST = sql(
  'list-rehearsals',
  `select ${COLUMNS} from rehearsals where case_type = $1 order by requested_at desc, id desc limit 100`,
);
const NOTE = sql(
  'note-rehearsed-cases',
  `with noted as (
     insert into rehearsal_cases (rehearsal_id, case_id, result)
     select $1, x.case_id, x.result from json_to_recordset($2) as x (case_id uuid, result json) on conflict do nothing
   )
   update rehearsals set done = greatest(done, $3), alive_at = clock_timestamp(),
     summary = case when done < $3 then $4 else summary end
   where id = $1 and owner = $5 and status = 'running' returning id`,
);
const FINISH = sql(
  'finish-rehearsal',
  `update rehearsals set status = $2, summary = coalesce($3, summary), failure = $4, finished_at = ${NOW}
   where id = $1 and ($5::uuid is null or owner = $5) and status = 'running' returning id`,
);
const LIST_LINES = sql(
  'list-rehearsed-cases',
  `select r.result from rehearsal_cases r join cases c on c.id = r.case_id
   where r.rehearsal_id = $1 and ($2::uuid is null or r.case_id > $2) and ${visibleTo('$4::uuid', '$5::text[]')}
   order by r.case_id limit $3`,
);

/** The new rehearsal's id. */
export async function createRehearsal(db: Db, order: RehearsalOrder): Promise<string> {
  const id = newId();
  const { caseType, draftId, revision, version, document, stateMap, closedSample, by } = order;
  const documents = [JSON.stringify(document), JSON.stringify(stateMap)];
  const values = [id, caseType, draftId, revision, version, ...documents, closedSample, by.userId, by.name];
  await query(db, CREATE, values);
  return id;
}

/** Throws `unknownRehearsal`. */
export async function getRehearsal(db: Db, id: string): Promise<Rehearsal> {
  const found = await queryOne<Rehearsal>(db, FIND, [id]);
  if (!found) throw new AppError('unknownRehearsal', { id });
  return found;
}

export async function getRehearsedDocument(db: Db, id: string): Promise<Definition> {
  return (await queryOne<{ document: Definition }>(db, FIND_DOCUMENT, [id]))!.document;
}

/** Newest first. */
export function listRehearsals(db: Db, caseType: string): Promise<Rehearsal[]> {
  return query<Rehearsal>(db, LIST, [caseType]);
}

/**
 * Keeps a batch of lines and how far the rehearsal is; a note that comes late takes nothing back. False when it was cancelled
 * meanwhile, or another node has taken it.
 */
export async function noteRehearsed(
  db: Db,
  { id, owner }: Claim,
  lines: RehearsedLine[],
  { done, summary }: { done: number; summary: RehearsalSummary },
): Promise<boolean> {
  const rows = JSON.stringify(lines.map((result) => ({ case_id: result.caseId, result })));
  return (await queryOne(db, NOTE, [id, rows, done, JSON.stringify(summary), owner])) !== null;
}

/** Without an owner, whoever works on it. False when it had come to another end before, or another node has taken it. */
export async function finishRehearsal(
  db: Db,
  { id, owner = null }: { id: string; owner?: string | null },
  status: 'done' | 'cancelled' | 'failed',
  { summary, failure }: { summary?: RehearsalSummary; failure?: string } = {},
): Promise<boolean> {
  const values = [id, status, summary && JSON.stringify(summary), failure, owner];
  return (await queryOne(db, FINISH, values)) !== null;
}

const PAGE = 500;

/** The lines of the cases that the viewer may see, by case id, in pages: the result is never in memory as a whole. */
export async function* eachRehearsedLine(
  db: Db,
  id: string,
  { userId, teamIds }: Viewer,
): AsyncGenerator<RehearsedLine> {
  let after: string | null = null;
  for (;;) {
    const rows: { result: RehearsedLine }[] = await query<{ result: RehearsedLine }>(db, LIST_LINES, [
      id,
      after,
      PAGE,
      userId,
      teamIds,
    ]);
    for (const { result } of rows) yield result;
    after = rows.at(-1)?.result.caseId ?? null;
    if (rows.length < PAGE) return;
  }
}
