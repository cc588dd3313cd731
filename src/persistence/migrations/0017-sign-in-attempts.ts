import type { MigrationInterface, QueryRunner } from 'typeorm';

const ATTEMPTS = `
  -- Who has left for the identity provider and has not come back, for minutes; on whichever node they come back.
  create table sign_in_attempts (
    -- How the request to the provider is called, which its answer must name.
    request_id text not null,
    -- Of what the browser that has left keeps.
    browser_hash text not null,
    expires_at timestamptz not null,
    -- Who has signed in, once the answer has come; it comes once.
    person json,
    constraint sign_in_attempts_pkey primary key (request_id)
  );
  create unique index sign_in_attempts_browser_hash_key on sign_in_attempts (browser_hash);
  create index sign_in_attempts_expires_at_idx on sign_in_attempts (expires_at);
`;

/** Signing in at a provider whose answer comes as a form, without the cookies of the browser. */
export class SignInAttempts1770000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ATTEMPTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
