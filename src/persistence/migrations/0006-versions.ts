import type { MigrationInterface, QueryRunner } from 'typeorm';

const DRAFTS = `
  -- A definition on its way to publication. The document may be any JSON: it need not be valid yet.
  create table definition_drafts (
    id uuid not null,
    case_type text not null,
    document json not null,
    hash text not null,
    stage text not null,
    -- Counts the saves, so that two editors do not overwrite each other.
    revision integer not null default 1,
    -- The version it was made from.
    base_version integer,
    note text,
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    updated_by text not null,
    updated_by_name text not null,
    updated_at timestamptz not null,
    verified_at timestamptz,
    reviewed_by text,
    reviewed_by_name text,
    reviewed_at timestamptz,
    published_version integer,
    constraint definition_drafts_pkey primary key (id),
    constraint definition_drafts_stage_check
      check (stage in ('draft', 'verified', 'reviewed', 'published', 'discarded'))
  );
  create index definition_drafts_case_type_idx on definition_drafts (case_type, updated_at);

  -- Who did what to a draft, when and why, with the document as it was left: for ever.
  create table definition_draft_changes (
    id bigint not null generated always as identity,
    draft_id uuid not null,
    revision integer not null,
    action text not null,
    at timestamptz not null,
    by_id text not null,
    by_name text not null,
    note text,
    hash text not null,
    -- Null when the document stayed as it was.
    document json,
    constraint definition_draft_changes_pkey primary key (id)
  );
  create index definition_draft_changes_draft_id_idx on definition_draft_changes (draft_id, id);
  create trigger definition_draft_changes_append_only before update or delete on definition_draft_changes
    for each row execute function refuse_change();

  -- A published version is never changed; that it opens no more cases stands beside it.
  create table definition_retirements (
    case_type text not null,
    version integer not null,
    retired_from timestamptz not null,
    at timestamptz not null,
    by_id text not null,
    by_name text not null,
    note text,
    constraint definition_retirements_pkey primary key (case_type, version)
  );
  create trigger definition_retirements_append_only before update or delete on definition_retirements
    for each row execute function refuse_change();

  -- The owner has looked a case type through and found that it still holds.
  create table definition_reviews (
    id bigint not null generated always as identity,
    case_type text not null,
    version integer not null,
    at timestamptz not null,
    by_id text not null,
    by_name text not null,
    note text,
    constraint definition_reviews_pkey primary key (id)
  );
  create index definition_reviews_case_type_at_idx on definition_reviews (case_type, at);
  create trigger definition_reviews_append_only before update or delete on definition_reviews
    for each row execute function refuse_change();

  -- Case types whose review is due, one row per slot in which it was noticed first.
  create table definition_review_reminders (
    case_type text not null,
    due_at timestamptz not null,
    noticed_at timestamptz not null,
    constraint definition_review_reminders_pkey primary key (case_type, due_at)
  );
`;

const RUNS = `
  create table rehearsals (
    id uuid not null,
    case_type text not null,
    -- What is rehearsed: a draft at a revision, or a version. The document is kept, so that a draft may go on changing.
    draft_id uuid,
    revision integer,
    version integer,
    document json not null,
    state_map json not null,
    closed_sample integer not null,
    status text not null,
    total integer not null,
    done integer not null default 0,
    summary json,
    failure text,
    requested_by text not null,
    requested_by_name text not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    constraint rehearsals_pkey primary key (id),
    constraint rehearsals_status_check check (status in ('running', 'done', 'cancelled', 'failed'))
  );
  create index rehearsals_case_type_idx on rehearsals (case_type, requested_at);

  create table rehearsal_cases (
    rehearsal_id uuid not null,
    case_id uuid not null,
    result json not null,
    constraint rehearsal_cases_pkey primary key (rehearsal_id, case_id)
  );

  create table migration_runs (
    id uuid not null,
    case_type text not null,
    version integer not null,
    state_map json not null,
    -- CEL: which cases go over; null is all of them.
    condition text,
    note text,
    status text not null,
    requested_by text not null,
    requested_by_name text not null,
    requested_roles text[] not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    constraint migration_runs_pkey primary key (id),
    constraint migration_runs_status_check check (status in ('running', 'paused', 'done', 'cancelled'))
  );
  create index migration_runs_running_idx on migration_runs (requested_at, id) where status = 'running';

  create table migration_items (
    run_id uuid not null,
    case_id uuid not null,
    from_version integer not null,
    outcome text not null,
    -- Number of the event by which the case went over.
    seq integer,
    from_states text[],
    to_states text[],
    reasons json,
    at timestamptz,
    constraint migration_items_pkey primary key (run_id, case_id),
    constraint migration_items_outcome_check check (outcome in ('waiting', 'migrated', 'stays', 'refused', 'closed'))
  );
  create index migration_items_waiting_idx on migration_items (run_id, case_id) where outcome = 'waiting';

  -- Whose work an incident is that no timer will try again.
  alter table incidents add column owner_role text;
`;

/** Drafts and their history, retired versions, reviews; rehearsals and migrations of open cases. */
export class Versions1770000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DRAFTS);
    await db.query(RUNS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
