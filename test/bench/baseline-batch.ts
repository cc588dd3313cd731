import type { Pool } from 'pg';
import { moveOf, type BaselineRow, type Move } from './baseline.js';

/** The batch that the product uses, so that both pay for a commit equally often. */
export const BATCH = 200;

const CLAIM = {
  name: 'baseline-claim',
  text: `select c.id, c.seq, c.version, c.team_id, c.number, c.opened_on::text, c.last_hash, c.snapshot
    from timers t join cases c on c.id = t.case_id
    where t.wake_at <= now() order by t.wake_at, t.id limit $1 for no key update of c skip locked`,
};

const TYPES: Record<keyof Move, string> = {
  id: 'uuid',
  seq: 'integer',
  snapshot: 'text',
  to: 'text[]',
  hash: 'text',
  at: 'timestamptz',
  type: 'text',
  event: 'text',
  version: 'integer',
  caseValues: 'text',
  from: 'text[]',
  effects: 'text',
  previous: 'text',
  goneTimer: 'text',
  goneArming: 'integer',
  timer: 'text',
  arming: 'integer',
  dueAt: 'timestamptz',
  timerEvent: 'text',
  outcome: 'text',
  goneTask: 'text',
  taskId: 'uuid',
  task: 'text',
  title: 'text',
  teamId: 'text',
};

const columns = Object.entries(TYPES).map(([name, type]) => `"${name}" ${type}`);

const WRITE = {
  name: 'baseline-write-batch',
  text: `with x as materialized (select * from json_to_recordset($1) as x (${columns.join(', ')})),
    changed as (
      update cases c set seq = x.seq + 1, snapshot = x.snapshot::json, active_states = x."to", last_hash = x.hash,
        changed_at = x.at
      from x where c.id = x.id and c.seq = x.seq returning c.id),
    events as (
      insert into case_events (case_id, seq, type, event, at, version, calendar_version, case_values, late, from_states,
        to_states, effects, prev_hash, hash)
      select id, seq + 1, type, event::json, at, version, 1, "caseValues"::json, false, "from", "to", effects::json,
        previous, hash from x join changed using (id)),
    cancelled as (
      delete from timers t using x join changed using (id)
      where t.case_id = x.id and t.timer_id = x."goneTimer" and t.arming = x."goneArming"),
    armed as (
      insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
      select id, timer, arming, 'armed', "dueAt", "timerEvent"::json, "dueAt" from x join changed using (id)),
    closed as (
      update tasks t set status = x.outcome, closed_seq = x.seq + 1, closed_at = x.at
      from x join changed using (id) where t.case_id = x.id and t.key = x."goneTask" and t.status = 'open'),
    opened as (
      insert into tasks (id, case_id, key, title, role, team_id, status, opened_seq, opened_at)
      select "taskId", id, task, title::json, 'caseworker', "teamId", 'open', seq + 1, at from x join changed using (id))
    select id from changed`,
};

/** Fires all that is due in batches by hand: claim, one statement, commit. Says how many there were. */
export async function fireInBatchesByHand(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    for (let fired = 0; ;) {
      await client.query('begin');
      const { rows } = await client.query<BaselineRow>({ ...CLAIM, values: [BATCH] });
      const moves = rows.map((row) => moveOf(row, 'timer'));
      if (moves.length > 0) await client.query({ ...WRITE, values: [JSON.stringify(moves)] });
      await client.query('commit');
      fired += moves.length;
      if (moves.length === 0) return fired;
    }
  } finally {
    client.release();
  }
}
