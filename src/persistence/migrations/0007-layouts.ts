import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  -- Published definitions are immutable, so what is computed from them later has a table of its own. It may be emptied at any time.
  create table statechart_layouts (
    case_type text not null,
    version integer not null,
    language text not null,
    -- The way of drawing: a newer product draws the same version anew.
    drawing integer not null,
    layout json not null,
    constraint statechart_layouts_pkey primary key (case_type, version, language, drawing),
    constraint statechart_layouts_case_type_version_fkey
      foreign key (case_type, version) references definitions (case_type, version)
  );
`;

/** The drawn statecharts of published versions. */
export class Layouts1770000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
