import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  create table audit_entries (
    id bigint not null generated always as identity,
    at timestamptz not null,
    action text not null,
    user_id text,
    user_name text,
    case_id uuid,
    details json not null,
    constraint audit_entries_pkey primary key (id)
  );
  create index audit_entries_case_id_at_idx on audit_entries (case_id, at);
  create index audit_entries_user_id_at_idx on audit_entries (user_id, at);
  create index audit_entries_at_idx on audit_entries (at, id);
  create trigger audit_entries_append_only before update or delete on audit_entries
    for each row execute function refuse_change();

  create table recurring_runs (
    task text not null,
    slot text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    attempts integer not null,
    lease_owner uuid not null,
    lease_until timestamptz not null,
    result json,
    constraint recurring_runs_pkey primary key (task, slot)
  );

  -- One row in sandbox mode, none otherwise.
  create table clock (
    id boolean not null,
    instant timestamptz not null,
    constraint clock_pkey primary key (id),
    constraint clock_one_row_check check (id)
  );
`;

/** The access log, recurring runs and the sandbox clock. */
export class Running1770000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
