import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  create table definitions (
    id uuid not null,
    case_type text not null,
    -- Null while it is a draft.
    version integer,
    status text not null,
    -- json and not jsonb: the order of the keys is the order of the states.
    document json not null,
    hash text not null,
    note text,
    layouts json,
    -- Counts the saves of a draft, so that two editors do not overwrite each other.
    revision integer not null default 1,
    created_by text not null,
    created_at timestamptz not null,
    updated_by text not null,
    updated_at timestamptz not null,
    -- Four eyes: who asked for the publication.
    proposed_by text,
    published_by text,
    published_at timestamptz,
    valid_from timestamptz,
    constraint definitions_pkey primary key (id),
    constraint definitions_case_type_version_key unique (case_type, version),
    constraint definitions_status_check check (status in ('draft', 'published')),
    constraint definitions_published_check check (
      (status = 'published') = (version is not null and published_at is not null and valid_from is not null)
    )
  );

  create table calendars (
    version integer not null,
    data json not null,
    hash text not null,
    note text,
    published_by text not null,
    published_at timestamptz not null,
    constraint calendars_pkey primary key (version)
  );

  -- GRANT keeps the product's role out; the triggers also stop the owner, and databases where no role could be made.
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
  end $$;

  create trigger definitions_published_immutable before update or delete on definitions
    for each row when (old.status = 'published') execute function refuse_change();
  create trigger calendars_immutable before update or delete on calendars
    for each row execute function refuse_change();
`;

/** Definitions and calendars: what is published never changes again (promise 5). */
export class Definitions1770000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
