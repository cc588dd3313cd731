import { AppError } from '../errors.js';
import type { Instant, Role } from '../machines/definition.js';
import type { Sender } from '../machines/event.js';
import type { MigrationReason, StateMap } from '../machines/migrate.js';
import type { DeadlineMove } from '../machines/migrate/rehearse-case.js';
import { NOW } from './clock.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';
import { visibleTo, type Viewer } from './viewer.js';

export type RunStatus = 'running' | 'paused' | 'done' | 'cancelled';
export type ItemOutcome = 'waiting' | 'migrated' | 'stays' | 'refused' | 'closed';

/** A migration of open cases as it was ordered. */
export interface MigrationRun {
  id: string;
  caseType: string;
  version: number;
  stateMap: StateMap;
  condition: string | null;
  note: string | null;
  status: RunStatus;
  requestedBy: string;
  requestedByName: string;
  requestedRoles: Role[];
  requestedAt: Instant;
  finishedAt: Instant | null;
}

export interface MigrationReport extends MigrationRun {
  cases: Record<ItemOutcome, number>;
  /** Why how many could not go over, the commonest first; a case may have several reasons. */
  refusals: { code: string; state: string | null; count: number }[];
}

/** What became of one case. `refused` ones wait for a person, as an incident. */
export interface MigrationItem {
  caseId: string;
  caseNumber: string;
  fromVersion: number;
  outcome: ItemOutcome;
  seq: number | null;
  fromStates: string[] | null;
  toStates: string[] | null;
  reasons: MigrationReason[] | null;
  /** What the change of version has moved; none while the case waits. */
  deadlines: DeadlineMove[];
  at: Instant | null;
}

const RUN = `id, case_type as "caseType", version, state_map as "stateMap", condition, note, status,
  requested_by as "requestedBy", requested_by_name as "requestedByName", requested_roles as "requestedRoles",
  requested_at as "requestedAt", finished_at as "finishedAt"`;

const CREATE = sql(
  'create-migration-run',
  `insert into migration_runs (id, case_type, version, state_map, condition, note, status, requested_by,
     requested_by_name, requested_roles, requested_at)
   values ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, ${NOW})`,
);
/** The cases are written down first: what a run has to do is known, and survives every crash. */
const LIST_CASES = sql(
  'add-migration-items',
  `insert into migration_items (run_id, case_id, from_version, outcome)
   select $1, id, version, 'waiting' from cases
   where case_type = $2 and status = 'active' and version <> $3 and ($4::uuid[] is null or id = any ($4))`,
);
const FIND = sql('find-migration-run', `select ${RUN} from migration_runs where id = $1`);
const LIST = sql(
  'list-migration-runs',
  `select ${RUN} from migration_runs where case_type = $1 order by requested_at desc, id desc limit 100`,
);
const LIST_RUNNING = sql(
  'list-running-migrations',
  `select id from migration_runs where status = 'running' order by requested_at, id`,
);
const COUNT = sql(
  'count-migration-items',
  `select outcome, count(*) as count from migration_items where run_id = $1 group by outcome`,
);
const COUNT_REFUSALS = sql(
  'count-migration-refusals',
  `select reason ->> 'code' as code, reason ->> 'state' as state, count(*)::int as count
   from migration_items i cross join lateral json_array_elements(i.reasons) as reason
   where i.run_id = $1 and i.outcome = 'refused' group by 1, 2 order by 3 desc, 1, 2`,
);
const SET_STATUS = sql(
  'set-migration-status',
  `update migration_runs set status = $2, finished_at = case when $2 = 'cancelled' then ${NOW} end
   where id = $1 and status = any ($3) returning id`,
);
const FINISH = sql(
  'finish-migration-run',
  `update migration_runs r set status = 'done', finished_at = ${NOW}
   where id = $1 and status = 'running'
     and not exists (select from migration_items i where i.run_id = r.id and i.outcome = 'waiting') returning id`,
);
/** As the event of the migration says. */
const MOVED_DEADLINES = `(
  select coalesce(json_agg(case m.type
      when 'startDeadline' then json_build_object('deadline', m.key, 'change', 'starts', 'to', m.new_day)
      when 'stopDeadline' then json_build_object('deadline', m.key, 'change', 'stops')
      else json_build_object('deadline', m.key, 'change', 'moves', 'from', m.old_day, 'to', m.new_day, 'days', m.new_day - m.old_day)
    end), '[]')
  from case_events e cross join lateral json_array_elements(e.effects) as effect
    cross join lateral (select effect ->> 'type' as type, effect ->> 'key' as key,
      (effect -> 'from' ->> 'dueOn')::date as old_day, (effect -> 'deadline' ->> 'dueOn')::date as new_day) m
  where e.case_id = i.case_id and e.seq = i.seq and m.type in ('startDeadline', 'moveDeadline', 'stopDeadline')
    and (m.type = 'stopDeadline' or m.old_day is distinct from m.new_day))`;
const LIST_ITEMS = sql(
  'list-migration-items',
  `select i.case_id as "caseId", c.number as "caseNumber", i.from_version as "fromVersion", i.outcome, i.seq,
     i.from_states as "fromStates", i.to_states as "toStates", i.reasons, i.at, ${MOVED_DEADLINES} as deadlines
   from migration_items i join cases c on c.id = i.case_id
   where i.run_id = $1 and ($2::text is null or i.outcome = $2) and ($3::uuid is null or i.case_id > $3)
     and ${visibleTo('$5::uuid', '$6::text[]')}
   order by i.case_id limit $4`,
);

export interface MigrationOrder {
  caseType: string;
  version: number;
  stateMap: StateMap;
  condition?: string;
  note?: string;
  /** These cases only. */
  caseIds?: string[];
  by: Sender;
}

/** Writes the order and its cases down; call it in a transaction. The run's id. */
export async function createMigrationRun(db: Db, order: MigrationOrder): Promise<string> {
  const id = newId();
  const { caseType, version, stateMap, condition = null, note = null, caseIds = null, by } = order;
  const values = [
    id,
    caseType,
    version,
    JSON.stringify(stateMap),
    condition,
    note,
    by.userId,
    by.name,
    by.roles,
  ];
  await query(db, CREATE, values);
  await query(db, LIST_CASES, [id, caseType, version, caseIds]);
  return id;
}

/** Throws `unknownMigration`. */
export async function getMigrationRun(db: Db, id: string): Promise<MigrationRun> {
  const run = await queryOne<MigrationRun>(db, FIND, [id]);
  if (!run) throw new AppError('unknownMigration', { id });
  return run;
}

/** Newest first, without counts. */
export function listMigrationRuns(db: Db, caseType: string): Promise<MigrationRun[]> {
  return query<MigrationRun>(db, LIST, [caseType]);
}

/** Runs that somebody must go on with, oldest first. */
export async function listRunningMigrations(db: Db): Promise<string[]> {
  return (await query<{ id: string }>(db, LIST_RUNNING)).map(({ id }) => id);
}

/** The run with how many cases went over, stay, wait, or need a person. Throws `unknownMigration`. */
export async function getMigrationReport(db: Db, id: string): Promise<MigrationReport> {
  const run = await getMigrationRun(db, id);
  const counts = await query<{ outcome: ItemOutcome; count: number }>(db, COUNT, [id]);
  const cases = { waiting: 0, migrated: 0, stays: 0, refused: 0, closed: 0 };
  for (const { outcome, count } of counts) cases[outcome] = count;
  const refusals = await query<MigrationReport['refusals'][number]>(db, COUNT_REFUSALS, [id]);
  return { ...run, cases, refusals };
}

/** What became of the cases that the viewer may see, by case id; `after` is the last id seen. */
export function listMigrationItems(
  db: Db,
  runId: string,
  { userId, teamIds }: Viewer,
  filter: { outcome?: ItemOutcome; after?: string; limit: number },
): Promise<MigrationItem[]> {
  const { outcome = null, after = null, limit } = filter;
  return query<MigrationItem>(db, LIST_ITEMS, [runId, outcome, after, limit, userId, teamIds]);
}

const BEFORE: Record<Exclude<RunStatus, 'done'>, RunStatus[]> = {
  paused: ['running'],
  running: ['paused'],
  cancelled: ['running', 'paused'],
};

/** Pauses, goes on with, or cancels a run: what has been done stays done. Throws `unknownMigration`, `runNotInThatState`. */
export async function setRunStatus(db: Db, id: string, status: Exclude<RunStatus, 'done'>): Promise<void> {
  const run = await getMigrationRun(db, id);
  if (await queryOne(db, SET_STATUS, [id, status, BEFORE[status]])) return;
  throw new AppError('runNotInThatState', { id, status: run.status });
}

/** True when the run has come to its end by this call. */
export async function finishRunWhenDone(db: Db, id: string): Promise<boolean> {
  return (await queryOne(db, FINISH, [id])) !== null;
}
