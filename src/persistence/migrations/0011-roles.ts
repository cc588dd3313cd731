import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  create table roles (
    key text not null,
    title json not null,
    -- What its people may do in the product: as one of the four that every house has.
    rights text not null,
    created_at timestamptz not null,
    constraint roles_pkey primary key (key),
    constraint roles_rights_check check (rights in ('caseworker', 'teamLeader', 'admin', 'auditor'))
  );
  insert into roles (key, title, rights, created_at) values
    ('caseworker', '{"da":"Sagsbehandler","en":"Caseworker"}', 'caseworker', now()),
    ('teamLeader', '{"da":"Teamleder","en":"Team leader"}', 'teamLeader', now()),
    ('admin', '{"da":"Administrator","en":"Administrator"}', 'admin', now()),
    ('auditor', '{"da":"Revisor","en":"Auditor"}', 'auditor', now());
`;

/** The roles of the house: the four that every house has, and its own. */
export class Roles1770000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
