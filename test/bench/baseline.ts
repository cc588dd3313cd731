import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { CaseSnapshot } from '../../src/machines/index.js';
import { PATIENCE_DAYS, stateAfter, taskOf, timerOf, titleOf, type State } from './round-definition.js';

/**
 * What one would write by hand for this one errand: no engine, no expressions, no calendar, no hash. It writes the same rows of the same
 * size into the same tables, with prepared statements, and reads the case first, as one must who decides by its state.
 */

/** What the baseline reads of a case. */
export interface BaselineRow extends QueryResultRow {
  id: string;
  seq: number;
  version: number;
  team_id: string;
  number: string;
  opened_on: string;
  last_hash: string;
  snapshot: CaseSnapshot;
}

const COLUMNS = `c.id, c.seq, c.version, c.team_id, c.number, c.opened_on::text, c.last_hash, c.snapshot`;

const READ = {
  name: 'baseline-read',
  text: `select ${COLUMNS} from cases c where c.id = $1`,
};

const WRITE = {
  name: 'baseline-write',
  text: `with changed as (
      update cases set seq = $2 + 1, snapshot = $3, active_states = $4, last_hash = $5, changed_at = $6
      where id = $1 and seq = $2 returning id),
    events as (
      insert into case_events (case_id, seq, type, event, at, version, calendar_version, case_values, late, from_states,
        to_states, effects, prev_hash, hash)
      select id, $2 + 1, $7, $8, $6, $9, 1, $10, false, $11, $4, $12, $13, $5 from changed),
    cancelled as (
      delete from timers t using changed c where t.case_id = c.id and t.timer_id = $14 and t.arming = $15),
    armed as (
      insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
      select id, $16, $17, 'armed', $18, $19, $18 from changed),
    closed as (
      update tasks t set status = $20, closed_seq = $2 + 1, closed_at = $6 from changed c
      where t.case_id = c.id and t.key = $21 and t.status = 'open'),
    opened as (
      insert into tasks (id, case_id, key, title, role, team_id, status, opened_seq, opened_at)
      select $22, id, $23, $24, 'caseworker', $25, 'open', $2 + 1, $6 from changed)
    select id from changed`,
};

/** Everything that one move writes, in the order of the parameters of `WRITE`. */
export interface Move {
  id: string;
  seq: number;
  snapshot: string;
  to: string[];
  hash: string;
  at: string;
  type: string;
  event: string;
  version: number;
  caseValues: string;
  from: string[];
  effects: string;
  previous: string;
  goneTimer: string;
  goneArming: number;
  timer: string;
  arming: number;
  dueAt: string;
  timerEvent: string;
  outcome: string;
  goneTask: string;
  taskId: string;
  task: string;
  title: string;
  teamId: string;
}

const DAY_MS = 86_400_000;

/** The next state and its rows, worked out by hand. `type` is `NEXT`, or the timer that has moved the case. */
export function moveOf(row: BaselineRow, cause: 'NEXT' | 'timer'): Move {
  const { snapshot } = row;
  const state = (snapshot.value as { open: State }).open;
  const next = stateAfter(state);
  const seq = row.seq + 1;
  const at = new Date().toISOString();
  const dueAt = new Date(Date.now() + PATIENCE_DAYS * DAY_MS).toISOString();
  const [gone, timer] = [timerOf(state), timerOf(next)];
  const old = snapshot.timers[gone]!;
  const { [gone]: _, ...timers } = snapshot.timers;
  const arming = snapshot.armings + 1;
  const type = cause === 'timer' ? gone : 'NEXT';
  const source = { id: gone, arming: old.arming, dueAt: old.dueAt };
  const outcome = cause === 'timer' ? 'cancelled' : 'completed';
  const after: CaseSnapshot = {
    ...snapshot,
    value: { open: next },
    history: { ...snapshot.history, [type]: { count: (snapshot.history[type]?.count ?? 0) + 1, lastAt: at } },
    tasks: { [taskOf(next)]: seq },
    timers: { ...timers, [timer]: { dueAt, arming, armedAt: at } },
    armings: arming,
    seq,
  };
  const effects = [
    { type: 'closeTask', key: taskOf(state), outcome },
    { type: 'openTask', key: taskOf(next), role: 'caseworker', title: titleOf(next) },
  ];
  const caseValues = {
    id: row.id,
    number: row.number,
    openedOn: row.opened_on,
    assigneeId: null,
    teamId: row.team_id,
  };
  return {
    id: row.id,
    seq: row.seq,
    snapshot: JSON.stringify(after),
    to: [`open.${next}`],
    hash: randomBytes(32).toString('hex'),
    at,
    type,
    event: JSON.stringify(cause === 'timer' ? { type, timer: source } : { type }),
    version: row.version,
    caseValues: JSON.stringify(caseValues),
    from: [`open.${state}`],
    effects: JSON.stringify(effects),
    previous: row.last_hash,
    goneTimer: gone,
    goneArming: old.arming,
    timer,
    arming,
    dueAt,
    timerEvent: JSON.stringify({ type: timer, timer: { id: timer, arming, dueAt } }),
    outcome,
    goneTask: taskOf(state),
    taskId: randomUUID(),
    task: taskOf(next),
    title: JSON.stringify(titleOf(next)),
    teamId: row.team_id,
  };
}

/** One move in two round trips and one commit. */
export async function moveByHand(pool: Pool, caseId: string): Promise<void> {
  const { rows } = await pool.query<BaselineRow>({ ...READ, values: [caseId] });
  await writeMove(pool, moveOf(rows[0]!, 'NEXT'));
}

async function writeMove(client: Pool | PoolClient, move: Move): Promise<void> {
  const { rowCount } = await client.query({ ...WRITE, values: Object.values(move) });
  if (rowCount !== 1) throw new Error('Somebody else has moved the case.');
}

const NEXT_DUE = {
  name: 'baseline-next-due',
  text: `select ${COLUMNS} from timers t join cases c on c.id = t.case_id
    where t.wake_at <= now() order by t.wake_at, t.id limit 1`,
};

/** Fires so many due timers one after the other: two round trips and one commit each. */
export async function fireByHand(pool: Pool, count: number): Promise<number> {
  const client = await pool.connect();
  try {
    for (let fired = 0; fired < count; fired += 1) {
      const { rows } = await client.query<BaselineRow>(NEXT_DUE);
      await writeMove(client, moveOf(rows[0]!, 'timer'));
    }
    return count;
  } finally {
    client.release();
  }
}
