import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORIGIN = `
  -- How the case came to be, with its first event: what no later event changes. Null on the others, and on those from before.
  alter table case_events add column origin json;
`;

const ROOTS = `
  -- What stood in the database at a moment, in one line that can be signed and kept elsewhere.
  create table audit_roots (
    number integer not null,
    at timestamptz not null,
    content json not null,
    hash text not null,
    -- Null: there was no key.
    key_id text,
    signature text,
    constraint audit_roots_pkey primary key (number)
  );
  create trigger audit_roots_append_only before update or delete on audit_roots
    for each row execute function refuse_change();

  -- What a root vouches for: the last event of each case that has changed since the one before, and what was published.
  create table audit_heads (
    root integer not null,
    kind text not null,
    key text not null,
    -- What people call it: the number of a case.
    label text not null,
    seq integer not null,
    hash text not null,
    constraint audit_heads_pkey primary key (kind, key, root)
  );
  create index audit_heads_root_idx on audit_heads (root, kind, key);
  create trigger audit_heads_append_only before update or delete on audit_heads
    for each row execute function refuse_change();
`;

/** Emptied at once by nobody, not even by the owner. */
const WHOLE = [
  'cases',
  'case_events',
  'audit_entries',
  'audit_roots',
  'audit_heads',
  'deadline_certificates',
  'definitions',
  'calendars',
  'definition_draft_changes',
  'definition_retirements',
  'definition_reviews',
];

/** The origin of cases beside their first event, roots of all that was recorded, and no truncation. */
export class AuditRoots1770000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ORIGIN);
    await db.query(ROOTS);
    for (const table of WHOLE) {
      await db.query(`create trigger ${table}_not_truncated before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
