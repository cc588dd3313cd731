import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  create table teams (
    id text not null,
    name text not null,
    active boolean not null default true,
    created_at timestamptz not null,
    constraint teams_pkey primary key (id)
  );

  create table users (
    id uuid not null,
    username text not null,
    name text not null,
    email text,
    roles text[] not null,
    -- Null: signs in through the identity provider only.
    password_hash text,
    -- Subject of the identity provider.
    subject text,
    active boolean not null default true,
    language text not null default 'da',
    created_at timestamptz not null,
    constraint users_pkey primary key (id),
    constraint users_username_key unique (username),
    constraint users_subject_key unique (subject)
  );

  create table user_teams (
    user_id uuid not null,
    team_id text not null,
    constraint user_teams_pkey primary key (user_id, team_id),
    constraint user_teams_user_id_fkey foreign key (user_id) references users (id),
    constraint user_teams_team_id_fkey foreign key (team_id) references teams (id)
  );
  create index user_teams_team_id_idx on user_teams (team_id);

  -- The token itself is never stored: who reads the database cannot take over a session.
  create table sessions (
    token_hash text not null,
    user_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint sessions_pkey primary key (token_hash),
    constraint sessions_user_id_fkey foreign key (user_id) references users (id)
  );
  create index sessions_user_id_idx on sessions (user_id);
  create index sessions_expires_at_idx on sessions (expires_at);

  create table citizens (
    id uuid not null,
    name text not null,
    -- Encrypted; found again through a keyed hash of the number.
    cpr_encrypted text,
    cpr_hash text,
    born_on date,
    address text,
    address_protected boolean not null default false,
    contact json not null default '{}',
    created_at timestamptz not null,
    constraint citizens_pkey primary key (id),
    constraint citizens_cpr_hash_key unique (cpr_hash)
  );
`;

/** Users, teams, sessions and citizens. */
export class People1770000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
