import { ANCESTORS_STAND } from './ancestors.js';

/**
 * The parts of the one statement that writes what steps have decided. Each part has rows and one data-modifying CTE. `changed` is the
 * compare-and-set: a row of any other part is written only if its `cause`, the case whose step made it, is among the cases whose `seq` was
 * still the one that was read, and whose relatives have not moved since. So a writer who came second writes nothing at all.
 *
 * A statement holds only the parts that have rows.
 * Measured before this was chosen: a statement per table halves the rate of the single one (`begin` + six + `commit`).
 */
// An array and not `in (select …)`: for that PostgreSQL builds a hash table in each part, 5 % of the statement.
const CAUSED = `(x.cause is null or x.cause = any (array(select id from changed)))`;

interface Part {
  /** The columns of its rows, as `name type, name type`. */
  columns: string;
  /** `source` is the FROM item that gives its rows as `x`. */
  cte: (source: string) => string;
  /**
   * The CTE that must be done first, where both are there: an open row is closed before the next one of its key is inserted.
   * The order of data-modifying CTEs is otherwise not defined.
   */
  after?: { part: string; cte: string };
}

const CASE_STATE = `seq integer, version integer, status text, ended_as text, team_id text, assignee_id uuid,
  ended_at timestamptz, changed_at timestamptz, snapshot json, active_states text[], last_hash text`;

/** The compare-and-set; `stands` is what must still hold besides the numbers of the case itself. */
const CHANGED = (source: string, stands: string): string => `changed as (
      update cases c set seq = x.seq, version = x.version, status = x.status, ended_as = x.ended_as, team_id = x.team_id,
        assignee_id = x.assignee_id, ended_at = x.ended_at, changed_at = x.changed_at, snapshot = x.snapshot,
        active_states = x.active_states, last_hash = x.last_hash
      from ${source} where c.id = x.id and c.seq = x.expected_seq and c.heard = coalesce(x.expected_heard, c.heard) and ${stands}
      returning c.id)`;

export const PARTS = {
  /** Cases of which none was read with others above it. */
  cases: {
    columns: `id uuid, expected_seq integer, expected_heard integer, ${CASE_STATE}`,
    cte: (source) => CHANGED(source, 'true'),
  },
  /** The same where some were. A statement has one of the two: setting up this one costs 40 µs more. */
  casesBelow: {
    columns: `id uuid, expected_seq integer, expected_heard integer, ancestors uuid[], moves integer[], ${CASE_STATE}`,
    cte: (source) => CHANGED(source, ANCESTORS_STAND),
  },
  opened: {
    columns: `cause uuid, id uuid, number text, case_type text, citizen_id uuid, protected boolean, named_user_ids uuid[],
      opened_on date, opened_at timestamptz, parent_id uuid, invoke_id text, opening integer, ${CASE_STATE}`,
    cte: (source) => `opened as (
      insert into cases (id, number, case_type, version, status, ended_as, team_id, assignee_id, citizen_id, protected,
        named_user_ids, opened_on, opened_at, ended_at, changed_at, seq, snapshot, active_states, last_hash, parent_id,
        invoke_id, opening)
      select x.id, x.number, x.case_type, x.version, x.status, x.ended_as, x.team_id, x.assignee_id, x.citizen_id,
        x.protected, x.named_user_ids, x.opened_on, x.opened_at, x.ended_at, x.changed_at, x.seq, x.snapshot,
        x.active_states, x.last_hash, x.parent_id, x.invoke_id, x.opening
      from ${source} where ${CAUSED})`,
  },
  events: {
    columns: `cause uuid, case_id uuid, seq integer, type text, event json, at timestamptz, happened_at timestamptz, version integer,
      calendar_version integer, case_values json, late boolean, due_at timestamptz, sender_id text, from_states text[], to_states text[],
      effects json, origin json, prev_hash text, hash text`,
    cte: (source) => `events as (
      insert into case_events (case_id, seq, type, event, at, happened_at, version, calendar_version, case_values, late, due_at,
        sender_id, from_states, to_states, effects, origin, prev_hash, hash)
      select x.case_id, x.seq, x.type, x.event, x.at, x.happened_at, x.version, x.calendar_version, x.case_values, x.late, x.due_at,
        x.sender_id, x.from_states, x.to_states, x.effects, x.origin, x.prev_hash, x.hash
      from ${source} where ${CAUSED})`,
  },
  taskChanges: {
    columns: `cause uuid, case_id uuid, key text, title json, due_on date, due_at timestamptz, status text, closed_seq integer,
      closed_at timestamptz, closed_by text`,
    cte: (source) => `task_changes as (
      update tasks t set title = coalesce(x.title, t.title),
        due_on = case when x.title is null then t.due_on else x.due_on end,
        due_at = case when x.title is null then t.due_at else x.due_at end,
        status = x.status, closed_seq = x.closed_seq, closed_at = x.closed_at, closed_by = x.closed_by
      from ${source}
      where t.case_id = x.case_id and t.key = x.key and t.status = 'open' and ${CAUSED} returning 1)`,
  },
  handovers: {
    columns: `cause uuid, case_id uuid, team_id text, assignee_id uuid`,
    cte: (source) => `handovers as (
      update tasks t set team_id = x.team_id,
        assignee_id = case when t.role = 'caseworker' then x.assignee_id else t.assignee_id end
      from ${source} where t.case_id = x.case_id and t.status = 'open' and ${CAUSED})`,
  },
  tasks: {
    columns: `cause uuid, id uuid, case_id uuid, key text, title json, role text, deadline_key text, due_on date, due_at timestamptz,
      team_id text, assignee_id uuid, status text, opened_seq integer, opened_at timestamptz, closed_seq integer,
      closed_at timestamptz, closed_by text`,
    cte: (source) => `tasks_opened as (
      insert into tasks (id, case_id, key, title, role, deadline_key, due_on, due_at, team_id, assignee_id, status,
        opened_seq, opened_at, closed_seq, closed_at, closed_by)
      select x.id, x.case_id, x.key, x.title, x.role, x.deadline_key, x.due_on, x.due_at, x.team_id, x.assignee_id,
        x.status, x.opened_seq, x.opened_at, x.closed_seq, x.closed_at, x.closed_by
      from ${source} where ${CAUSED})`,
    after: { part: 'taskChanges', cte: 'task_changes' },
  },
  deadlineChanges: {
    columns: `cause uuid, case_id uuid, key text, due_on date, due_at timestamptz, target_on date, latest_send_on date,
      breached_at timestamptz, paused_on date, extended_to date, anchor_on date, status text,
      stopped_on date, breach_withdrawn boolean, title json, kind text`,
    // A row without `due_on` only stops the deadline.
    cte: (source) => `deadline_changes as (
      update deadlines d set
        anchor_on = coalesce(x.anchor_on, d.anchor_on), due_on = coalesce(x.due_on, d.due_on),
        due_at = coalesce(x.due_at, d.due_at), target_on = coalesce(x.target_on, d.target_on),
        latest_send_on = case when x.due_on is null then d.latest_send_on else x.latest_send_on end,
        breached_at = case when x.breach_withdrawn then null when x.due_on is null then d.breached_at else x.breached_at end,
        paused_on = case when x.due_on is null then d.paused_on else x.paused_on end,
        extended_to = case when x.due_on is null then d.extended_to else x.extended_to end,
        title = coalesce(x.title, d.title), kind = coalesce(x.kind, d.kind), status = x.status, stopped_on = x.stopped_on
      from ${source}
      where d.case_id = x.case_id and d.key = x.key and d.status = 'running' and ${CAUSED} returning 1)`,
  },
  deadlines: {
    columns: `cause uuid, case_id uuid, key text, started_seq integer, title json, kind text, started_at timestamptz, anchor_on date,
      due_on date, due_at timestamptz, target_on date, latest_send_on date, breached_at timestamptz, paused_on date,
      extended_to date, status text, stopped_on date`,
    cte: (source) => `deadlines_started as (
      insert into deadlines (case_id, key, started_seq, title, kind, started_at, anchor_on, due_on, due_at, target_on,
        latest_send_on, breached_at, paused_on, extended_to, status, stopped_on)
      select x.case_id, x.key, x.started_seq, x.title, x.kind, x.started_at, x.anchor_on, x.due_on, x.due_at,
        x.target_on, x.latest_send_on, x.breached_at, x.paused_on, x.extended_to, x.status, x.stopped_on
      from ${source} where ${CAUSED})`,
    after: { part: 'deadlineChanges', cte: 'deadline_changes' },
  },
  certificates: {
    columns: `cause uuid, case_id uuid, key text, seq integer, certificate json`,
    cte: (source) => `certificates as (
      insert into deadline_certificates (case_id, key, seq, certificate)
      select x.case_id, x.key, x.seq, x.certificate from ${source} where ${CAUSED})`,
  },
  timersGone: {
    columns: `cause uuid, case_id uuid, timer_id text, arming integer`,
    cte: (source) => `timers_gone as (
      delete from timers t using ${source}
      where t.case_id = x.case_id and t.timer_id = x.timer_id and t.arming = x.arming and ${CAUSED})`,
  },
  timers: {
    columns: `cause uuid, case_id uuid, timer_id text, arming integer, due_at timestamptz, event json`,
    cte: (source) => `timers_armed as (
      insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
      select x.case_id, x.timer_id, x.arming, 'armed', x.due_at, x.event, x.due_at from ${source} where ${CAUSED})`,
  },
  deliveries: {
    // Names its case, or the opening of the child it goes to.
    columns: `cause uuid, case_id uuid, parent_id uuid, invoke_id text, opening integer, timer_id text, arming integer,
      due_at timestamptz, event json`,
    cte: (source) => `delivered as (
      insert into timers (case_id, timer_id, arming, kind, due_at, event, wake_at)
      select coalesce(x.case_id, c.id), x.timer_id, x.arming, 'delivery', x.due_at, x.event, x.due_at
      from ${source}
      left join cases c on c.parent_id = x.parent_id and c.invoke_id = x.invoke_id and c.opening = x.opening
      where coalesce(x.case_id, c.id) is not null and ${CAUSED})`,
  },
  /** All cases above one that sends something to a relative hear of it, so that none of their events in flight misses it. */
  heard: {
    columns: `cause uuid`,
    cte: (source) => `heard as (
      update cases c set heard = c.heard + 1 from ${source}
      where ${CAUSED} and c.id in (select id from ancestors_of(x.cause)) and c.id <> all (array(select id from changed)))`,
  },
  timersPostponed: {
    columns: `cause uuid, id bigint, wake_at timestamptz, attempts integer`,
    cte: (source) => `timers_postponed as (
      update timers t set wake_at = x.wake_at, attempts = x.attempts from ${source}
      where t.id = x.id and ${CAUSED})`,
  },
  messagesCancelled: {
    columns: `cause uuid, case_id uuid`,
    cte: (source) => `messages_cancelled as (
      update messages m set status = 'cancelled', lease_owner = null, lease_until = null from ${source}
      where m.case_id = x.case_id and m.status = 'queued' and ${CAUSED})`,
  },
  messages: {
    columns: `cause uuid, id uuid, case_id uuid, key text, event_seq integer, kind text, subject text, title json, recipients text[],
      template text, rung text, late boolean, status text, created_at timestamptz, not_before timestamptz,
      next_attempt_at timestamptz`,
    cte: (source) => `messages_queued as (
      insert into messages (id, case_id, key, event_seq, kind, subject, title, recipients, template, rung, late, status,
        created_at, not_before, next_attempt_at)
      select x.id, x.case_id, x.key, x.event_seq, x.kind, x.subject, x.title, x.recipients, x.template, x.rung, x.late,
        x.status, x.created_at, x.not_before, x.next_attempt_at
      from ${source} where ${CAUSED}
      on conflict (case_id, key) do nothing)`,
  },
  agenda: {
    columns: `cause uuid, id uuid, case_id uuid, agenda text, title json, event_seq integer, put_at timestamptz`,
    cte: (source) => `agenda as (
      insert into agenda_items (id, case_id, agenda, title, event_seq, put_at)
      select x.id, x.case_id, x.agenda, x.title, x.event_seq, x.put_at from ${source} where ${CAUSED})`,
  },
  incidents: {
    columns: `cause uuid, id uuid, case_id uuid, timer_id text, arming integer, code text, details json, event_type text,
      attempts integer, at timestamptz, retry_at timestamptz`,
    cte: (source) => `incidents_noted as (
      insert into incidents as i (id, case_id, timer_id, arming, code, details, event_type, attempts, first_at, last_at,
        retry_at)
      select x.id, x.case_id, x.timer_id, x.arming, x.code, x.details, x.event_type, x.attempts, x.at, x.at, x.retry_at
      from ${source} where ${CAUSED}
      on conflict (case_id, timer_id, arming) do update set code = excluded.code, details = excluded.details,
        attempts = excluded.attempts, last_at = excluded.last_at, retry_at = excluded.retry_at)`,
  },
  incidentsOver: {
    columns: `cause uuid, case_id uuid, timer_id text, arming integer, at timestamptz, resolution text`,
    cte: (source) => `incidents_over as (
      update incidents i set resolved_at = x.at, resolution = x.resolution from ${source}
      where i.case_id = x.case_id and i.timer_id = x.timer_id and i.arming = x.arming and i.resolved_at is null
        and ${CAUSED})`,
  },
  staleFirings: {
    columns: `cause uuid, case_id uuid, details json, at timestamptz`,
    cte: (source) => `stale_firings as (
      insert into audit_entries (at, action, case_id, details)
      select x.at, 'timer.stale', x.case_id, x.details from ${source} where ${CAUSED})`,
  },
  answers: {
    columns: `cause uuid, scope text, key text, request_hash text, answer json, created_at timestamptz`,
    cte: (source) => `answers as (
      insert into idempotency_keys (scope, key, request_hash, answer, created_at)
      select x.scope, x.key, x.request_hash, x.answer, x.created_at from ${source} where ${CAUSED})`,
  },
} satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;

/** In the order of the statement; a part's place is its bit in the statement's name. */
export const PART_NAMES = Object.keys(PARTS) as PartName[];
