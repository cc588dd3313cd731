import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often something was sent among the cases below a case: an event of it that did not know of that is tried again. */
export class Heard1770000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table cases add column heard integer not null default 0');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
