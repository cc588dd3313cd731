import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = `
  alter table rehearsals
    -- Which worker has it, and when that one was last heard of, by the database's clock also in a sandbox.
    add column owner uuid,
    add column alive_at timestamptz,
    -- How often it was begun: one that ends every node that takes it is given up.
    add column attempts integer not null default 0;
  create index rehearsals_running_idx on rehearsals (requested_at, id) where status = 'running';
`;

/** A rehearsal whose node has died is taken over by another. */
export class RehearsalClaims1770000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
