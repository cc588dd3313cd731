import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGES = `
  alter table deadlines
    drop constraint deadlines_status_check,
    add constraint deadlines_status_check check (status in ('running', 'met', 'late', 'expired', 'fellAway')),
    -- The pauses themselves are in the snapshot, and in the certificates as they were counted.
    drop column paused_days;
`;

/** A deadline may stop without having been met, and its pauses are days with a beginning and an end. */
export class FellAway1770000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHANGES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
