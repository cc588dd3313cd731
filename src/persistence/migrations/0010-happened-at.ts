import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = `
  -- When it happened, where that is not when it was recorded (\`at\`): an event told of later, a timer that was fired late.
  alter table case_events add column happened_at timestamptz;
`;

/** Events are kept with both: when they happened and when they were recorded. */
export class HappenedAt1770000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
