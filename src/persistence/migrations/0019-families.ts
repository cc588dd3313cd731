import type { MigrationInterface, QueryRunner } from 'typeorm';

const FAMILIES = `
  create function ancestors_of(below uuid) returns table (id uuid, moves integer) language sql stable
  begin atomic
    with recursive up as (
      select p.id, p.parent_id, p.seq + p.heard as moves
      from cases s join cases p on p.id = s.parent_id and p.status = 'active' where s.id = below
      union all select p.id, p.parent_id, p.seq + p.heard
      from up join cases p on p.id = up.parent_id and p.status = 'active')
    select up.id, up.moves from up;
  end;
  comment on function ancestors_of is 'The open cases above a case, up to the first that has ended: what is beyond it is not heard.';

  create function family_of(member uuid) returns setof uuid language sql stable
  begin atomic
    with recursive family as (
      select f.id, f.parent_id from cases f where f.id = member
      union select f.id, f.parent_id from family m join cases f on f.parent_id = m.id or f.id = m.parent_id)
    select family.id from family;
  end;
  comment on function family_of is 'The cases that hang together with a case by opening each other, and itself.';
`;

/** Setting up a recursion costs 50 µs even where it does not run, a list 30 µs; within a function nothing until it is called. */
const WHERE_NEEDED = `
  create function ancestors_seen(below uuid) returns json language plpgsql stable as $$
  begin
    return (select json_agg(json_build_object('id', a.id, 'moves', a.moves) order by a.id) from ancestors_of(below) a);
  end $$;
  comment on function ancestors_seen is 'The same as a list of JSON; null when there are none.';

  create function relatives_due(of_case uuid, by timestamptz) returns timestamptz language plpgsql stable as $$
  begin
    if not exists (select from timers where wake_at <= by) then return null; end if;
    return (select min(t.wake_at) from family_of(of_case) m join timers t on t.case_id = m
      where m <> of_case and t.wake_at <= by);
  end $$;
  create function timers_due(of_case uuid, by timestamptz) returns json language plpgsql stable as $$
  begin
    return (select json_agg(json_build_object('timerRow', t.id, 'timerId', t.timer_id, 'arming', t.arming, 'kind', t.kind,
        'dueAt', to_char(t.due_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'event', t.event, 'attempts', t.attempts)
        order by t.due_at, t.id)
      from timers t where t.case_id = of_case and t.wake_at <= by);
  end $$;
  comment on function timers_due is 'What is due of a case, in due order; null when nothing is.';

  comment on function relatives_due is 'The first instant at which something is due of a case that this one can hear from.';
`;

/** Who is above a case and who hangs together with it is said in one place, and looked for only where there is anybody. */
export class Families1770000000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FAMILIES);
    await db.query(WHERE_NEEDED);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
