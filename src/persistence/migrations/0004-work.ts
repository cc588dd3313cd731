import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  create table tasks (
    id uuid not null,
    case_id uuid not null,
    key text not null,
    title json not null,
    role text not null,
    deadline_key text,
    due_on date,
    due_at timestamptz,
    team_id text not null,
    assignee_id uuid,
    status text not null,
    opened_seq integer not null,
    opened_at timestamptz not null,
    closed_seq integer,
    closed_at timestamptz,
    closed_by text,
    constraint tasks_pkey primary key (id),
    constraint tasks_status_check check (status in ('open', 'completed', 'cancelled'))
  );
  create unique index tasks_open_key on tasks (case_id, key) where status = 'open';
  create index tasks_case_id_idx on tasks (case_id);
  create index tasks_team_open_idx on tasks (team_id, due_at, id) where status = 'open';
  create index tasks_assignee_open_idx on tasks (assignee_id, due_at, id) where status = 'open';

  create table deadlines (
    case_id uuid not null,
    key text not null,
    started_seq integer not null,
    title json not null,
    kind text not null,
    started_at timestamptz not null,
    anchor_on date not null,
    due_on date not null,
    due_at timestamptz not null,
    target_on date not null,
    latest_send_on date,
    breached_at timestamptz,
    paused_on date,
    paused_days integer not null default 0,
    extended_to date,
    status text not null,
    stopped_on date,
    constraint deadlines_pkey primary key (case_id, key, started_seq),
    constraint deadlines_status_check check (status in ('running', 'met', 'late', 'expired'))
  );
  create unique index deadlines_running_key on deadlines (case_id, key) where status = 'running';
  create index deadlines_running_due_at_idx on deadlines (due_at, case_id, key) where status = 'running';

  create table deadline_certificates (
    case_id uuid not null,
    key text not null,
    seq integer not null,
    certificate json not null,
    constraint deadline_certificates_pkey primary key (case_id, key, seq)
  );
  create trigger deadline_certificates_append_only before update or delete on deadline_certificates
    for each row execute function refuse_change();

  create table timers (
    id bigint not null generated always as identity,
    case_id uuid not null,
    timer_id text not null,
    arming integer not null,
    -- 'armed': the snapshot knows it, and a firing that does not match is stale; 'delivery': an event from another case.
    kind text not null,
    due_at timestamptz not null,
    event json not null,
    -- When to try next: due_at, later after a failure.
    wake_at timestamptz not null,
    attempts integer not null default 0,
    constraint timers_pkey primary key (id),
    constraint timers_case_id_timer_id_arming_key unique (case_id, timer_id, arming),
    constraint timers_kind_check check (kind in ('armed', 'delivery'))
  );
  -- The order of the claim, and all that the claim reads before it goes to the case.
  create index timers_wake_at_id_case_id_idx on timers (wake_at, id, case_id);

  create table messages (
    id uuid not null,
    case_id uuid not null,
    key text not null,
    event_seq integer not null,
    kind text not null,
    subject text not null,
    title json not null,
    recipients text[] not null,
    template text,
    rung text,
    late boolean not null,
    status text not null,
    created_at timestamptz not null,
    not_before timestamptz,
    next_attempt_at timestamptz not null,
    attempts integer not null default 0,
    lease_owner uuid,
    lease_until timestamptz,
    sent_at timestamptz,
    failure text,
    seen_by uuid[] not null default '{}',
    constraint messages_pkey primary key (id),
    constraint messages_case_id_key_key unique (case_id, key),
    constraint messages_kind_check check (kind in ('letter', 'reminder')),
    constraint messages_status_check check (status in ('queued', 'sent', 'cancelled'))
  );
  create index messages_queued_idx on messages (next_attempt_at, id) where status = 'queued';
  create index messages_sent_at_idx on messages (sent_at) where status = 'sent';

  create table agenda_items (
    id uuid not null,
    case_id uuid not null,
    agenda text not null,
    title json not null,
    event_seq integer not null,
    put_at timestamptz not null,
    taken_at timestamptz,
    taken_by text,
    constraint agenda_items_pkey primary key (id)
  );
  create index agenda_items_open_idx on agenda_items (agenda, put_at, id) where taken_at is null;
  create index agenda_items_case_id_idx on agenda_items (case_id);

  create table incidents (
    id uuid not null,
    case_id uuid not null,
    timer_id text not null,
    arming integer not null,
    code text not null,
    details json not null,
    event_type text not null,
    attempts integer not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    retry_at timestamptz not null,
    owner_id text,
    resolved_at timestamptz,
    resolution text,
    constraint incidents_pkey primary key (id),
    constraint incidents_case_id_timer_id_arming_key unique (case_id, timer_id, arming)
  );
  create index incidents_open_idx on incidents (first_at, id) where resolved_at is null;
`;

/** What steps leave to be done: tasks, deadlines, timers, messages, agenda items; and what went wrong. */
export class Work1770000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
