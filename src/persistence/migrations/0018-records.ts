import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOLDS = `
  -- A case that must not be disposed of, and why; lifted, it stays as what was.
  create table case_holds (
    id uuid not null,
    case_id uuid not null,
    reason text not null,
    placed_by uuid not null,
    placed_by_name text not null,
    placed_at timestamptz not null,
    lifted_by uuid,
    lifted_by_name text,
    lifted_at timestamptz,
    constraint case_holds_pkey primary key (id)
  );
  create unique index case_holds_open_key on case_holds (case_id) where lifted_at is null;
  create index case_holds_case_id_idx on case_holds (case_id);
`;

const RETENTION = `
  -- How long a case is kept after it has ended; a case type without a rule is kept for ever.
  create table retention_rules (
    case_type text not null,
    period text not null,
    -- By what law or decision.
    source text not null,
    requested_by_name text not null,
    approved_by_name text not null,
    set_at timestamptz not null,
    constraint retention_rules_pkey primary key (case_type),
    constraint retention_rules_period_check check (period ~ '^P([1-9][0-9]?Y)?([1-9][0-9]?M)?$' and period <> 'P')
  );

  -- What is left of a case that was disposed of: that it was there, and the hashes of its events, by which roots can still be checked.
  create table case_disposals (
    number integer not null,
    case_id uuid not null,
    case_number text not null,
    case_type text not null,
    version integer not null,
    team_id text not null,
    parent_id uuid,
    opened_on date not null,
    ended_as text,
    ended_at timestamptz not null,
    event_hashes text[] not null,
    period text not null,
    disposed_at timestamptz not null,
    prev_hash text not null,
    hash text not null,
    constraint case_disposals_pkey primary key (number),
    constraint case_disposals_case_id_key unique (case_id)
  );
  create trigger case_disposals_append_only before update or delete on case_disposals
    for each row execute function refuse_change();
  create trigger case_disposals_not_truncated before truncate on case_disposals
    for each statement execute function refuse_change();
`;

/** What was recorded for ever goes with its case, once that is recorded as disposed of. */
const DOOR = `
  create function refuse_change_but_disposal() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and exists (select from case_disposals d where d.case_id = old.case_id) then return old; end if;
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
  end $$;
  drop trigger case_events_append_only on case_events;
  create trigger case_events_append_only before update or delete on case_events
    for each row execute function refuse_change_but_disposal();
  drop trigger deadline_certificates_append_only on deadline_certificates;
  create trigger deadline_certificates_append_only before update or delete on deadline_certificates
    for each row execute function refuse_change_but_disposal();
`;

const FAMILY = `
  create function may_be_disposed(c cases, moment timestamptz) returns boolean language sql stable as $$
    select c.status = 'done'
      and exists (select from retention_rules r where r.case_type = c.case_type and c.ended_at + r.period::interval <= moment)
      and not exists (select from case_holds h where h.case_id = c.id and h.lifted_at is null)
      and not exists (select from timers t where t.case_id = c.id)
      and not exists (select from messages m where m.case_id = c.id and m.status = 'queued')
      and not exists (select from incidents i where i.case_id = c.id and i.resolved_at is null)
  $$;
  comment on function may_be_disposed is 'Whether a case has ended, its time has gone by a rule, no hold keeps it and nothing of it waits.';

  create function note_disposal(c cases, moment timestamptz) returns void language plpgsql as $$
  declare
    last case_disposals;
    made case_disposals;
  begin
    select * into last from case_disposals order by number desc limit 1;
    made.number := coalesce(last.number, 0) + 1;
    made.case_id := c.id; made.case_number := c.number; made.case_type := c.case_type; made.version := c.version;
    made.team_id := c.team_id; made.parent_id := c.parent_id; made.opened_on := c.opened_on;
    made.ended_as := c.ended_as; made.ended_at := c.ended_at; made.disposed_at := moment;
    made.event_hashes := array(select e.hash from case_events e where e.case_id = c.id order by e.seq);
    made.period := (select r.period from retention_rules r where r.case_type = c.case_type);
    made.prev_hash := coalesce(last.hash, repeat('0', 64));
    made.hash := encode(sha256(convert_to(made.prev_hash || E'\\n' || concat_ws('|', made.number, made.case_id, made.case_number,
      made.case_type, made.version, made.team_id, coalesce(made.parent_id::text, ''), to_char(made.opened_on, 'YYYY-MM-DD'),
      coalesce(made.ended_as, ''), to_char(made.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      array_to_string(made.event_hashes, ','), made.period,
      to_char(made.disposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'UTF8')), 'hex');
    insert into case_disposals select made.*;
    insert into audit_entries (at, action, user_id, user_name, case_id, details) values (moment, 'case.disposed', null, null, c.id,
      json_build_object('disposal', made.number, 'caseNumber', made.case_number, 'period', made.period, 'hash', made.hash));
  end $$;

  -- The one way by which a case goes. It works with the rights of the owner; whoever calls it can choose a family and nothing else.
  create function dispose_family(root uuid) returns integer language plpgsql security definer as $$
  declare
    moment timestamptz := coalesce((select instant from clock), date_trunc('milliseconds', clock_timestamp()));
    ids uuid[];
    citizens_of uuid[];
    locked integer;
    each_case cases;
  begin
    perform pg_advisory_xact_lock(7240114);
    ids := array(with recursive family as (
        select c.id from cases c where c.id = root and c.parent_id is null
        union select c.id from family f join cases c on c.parent_id = f.id)
      select id from family);
    perform from cases where id = any (ids) for update skip locked;
    get diagnostics locked = row_count;
    if locked = 0 or locked <> cardinality(ids) then return 0; end if;
    if exists (select from cases c where c.id = any (ids) and not may_be_disposed(c, moment)) then return 0; end if;
    citizens_of := array(select distinct c.citizen_id from cases c where c.id = any (ids) and c.citizen_id is not null);
    for each_case in select * from cases c where c.id = any (ids) order by c.number loop
      perform note_disposal(each_case, moment);
    end loop;
    delete from tasks where case_id = any (ids);
    delete from deadlines where case_id = any (ids);
    delete from deadline_certificates where case_id = any (ids);
    delete from messages where case_id = any (ids);
    delete from agenda_items where case_id = any (ids);
    delete from incidents where case_id = any (ids);
    delete from rehearsal_cases where case_id = any (ids);
    delete from migration_items where case_id = any (ids);
    delete from case_holds where case_id = any (ids);
    delete from case_events where case_id = any (ids);
    delete from cases where id = any (ids);
    delete from citizens z where z.id = any (citizens_of) and not exists (select from cases c where c.citizen_id = z.id);
    return locked;
  end $$;
  comment on function dispose_family is 'Disposes of a case without parent and all that hang below it; 0 when one of them must stay.';
`;

/** A path of the caller's own choice would put other tables in the place of ours. */
const FIXED_PATH = `
  do $$ begin
    execute format('alter function dispose_family(uuid) set search_path = %I, pg_temp', current_schema());
  end $$;
`;

/** How long what was recorded is kept. */
export class Records1770000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const part of [HOLDS, RETENTION, DOOR, FAMILY, FIXED_PATH]) await db.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
