import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  -- One running number for all years; a number that a rolled-back opening took is left out.
  create sequence case_numbers;

  create table cases (
    id uuid not null,
    number text not null,
    case_type text not null,
    version integer not null,
    status text not null,
    -- The end that was reached.
    ended_as text,
    team_id text not null,
    assignee_id uuid,
    citizen_id uuid,
    -- A protected case is seen by the persons named only.
    protected boolean not null default false,
    named_user_ids uuid[] not null default '{}',
    opened_on date not null,
    opened_at timestamptz not null,
    ended_at timestamptz,
    changed_at timestamptz not null,
    seq integer not null,
    snapshot json not null,
    -- Paths of the active states, for lists and for the counts on the statechart.
    active_states text[] not null,
    last_hash text not null,
    -- A child is opened once per opening of its invocation.
    parent_id uuid,
    invoke_id text,
    opening integer,
    constraint cases_pkey primary key (id),
    constraint cases_number_key unique (number),
    constraint cases_parent_id_invoke_id_opening_key unique (parent_id, invoke_id, opening),
    constraint cases_team_id_fkey foreign key (team_id) references teams (id),
    constraint cases_citizen_id_fkey foreign key (citizen_id) references citizens (id),
    constraint cases_case_type_version_fkey
      foreign key (case_type, version) references definitions (case_type, version),
    constraint cases_status_check check (status in ('active', 'done'))
  ) with (fillfactor = 70);  -- room for the next snapshot on the same page: the update touches no index
  create index cases_team_id_status_changed_at_idx on cases (team_id, status, changed_at desc, id);
  create index cases_citizen_id_idx on cases (citizen_id);
  create index cases_assignee_id_idx on cases (assignee_id);
  create index cases_case_type_version_status_idx on cases (case_type, version, status);

  -- No foreign keys from here on where rows are written with every event: the one statement that writes them also
  -- writes the case row, and each check is one more index lookup and row lock per row.
  create table case_events (
    case_id uuid not null,
    seq integer not null,
    type text not null,
    event json not null,
    -- The instant with which the step was computed, and all else that replay needs.
    at timestamptz not null,
    version integer not null,
    calendar_version integer not null,
    case_values json not null,
    late boolean not null,
    due_at timestamptz,
    sender_id text,
    from_states text[] not null,
    to_states text[] not null,
    effects json not null,
    prev_hash text not null,
    hash text not null,
    constraint case_events_pkey primary key (case_id, seq)
  );
  create index case_events_at_idx on case_events (at);
  create trigger case_events_append_only before update or delete on case_events
    for each row execute function refuse_change();

  create table idempotency_keys (
    scope text not null,
    key text not null,
    request_hash text not null,
    answer json not null,
    created_at timestamptz not null,
    constraint idempotency_keys_pkey primary key (scope, key)
  );
  create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
`;

/** Cases and their event log. */
export class Cases1770000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
