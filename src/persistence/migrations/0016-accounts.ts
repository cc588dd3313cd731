import type { MigrationInterface, QueryRunner } from 'typeorm';

const SIGN_IN = `
  alter table sessions add column last_seen_at timestamptz;
  update sessions set last_seen_at = created_at;
  alter table sessions alter column last_seen_at set not null;
  -- What the identity provider wants to be shown when its user signs out.
  alter table sessions add column logout_hint text;

  -- By a hash of the name that was typed: people type their password into the wrong field.
  create table sign_in_failures (
    name_hash text not null,
    failures integer not null,
    blocked_until timestamptz not null,
    last_at timestamptz not null,
    constraint sign_in_failures_pkey primary key (name_hash)
  );
  create index sign_in_failures_last_at_idx on sign_in_failures (last_at);
`;

const TWO_PEOPLE = `
  -- Who asked for the account, or for a way into it, and who approved that: they and it are no two people.
  alter table users add column made_by text[] not null default '{}';
  update users u set made_by = array(
    select distinct a.user_id from audit_entries a
    where a.action in ('user.created', 'user.passwordSet') and a.user_id is not null and a.details ->> 'userId' = u.id::text
    order by a.user_id);
  -- The code by which the user sets a password of her own, once.
  alter table users add column code_hash text;
  alter table users add column code_expires_at timestamptz;

  -- What one administrator wants and another must approve.
  create table pending_changes (
    id uuid not null,
    kind text not null,
    -- What it is about; of one thing one change of a kind is pending.
    subject text not null,
    payload json not null,
    requested_by uuid not null,
    requested_by_name text not null,
    requested_at timestamptz not null,
    outcome text,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz,
    constraint pending_changes_pkey primary key (id),
    constraint pending_changes_outcome_check check (outcome in ('approved', 'refused'))
  );
  create unique index pending_changes_open_key on pending_changes (kind, subject) where outcome is null;
  create index pending_changes_requested_at_idx on pending_changes (requested_at);
`;

/** Reports of rehearsals name no cases any more. */
const NUMBERS_ONLY = `
  update rehearsals set summary = jsonb_set(summary::jsonb, '{groups}', coalesce(
      (select jsonb_agg(g - 'examples') from jsonb_array_elements(summary::jsonb -> 'groups') as g), '[]'))::json
    where summary is not null;
  update rehearsals set failure = 'bug' where failure is not null;
`;

/** Signing in with patience, and what takes two people. */
export class Accounts1770000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const part of [SIGN_IN, TWO_PEOPLE, NUMBERS_ONLY]) await db.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
