import type { EntityManager } from 'typeorm';
import { sql } from './statement.js';
import { query } from './transaction.js';

/** An open case above another one, and how often it had moved, or heard from below, when it was read. */
export interface Ancestor {
  id: string;
  moves: number;
}

/** What a case must still be like when a step of it is written, besides its own number: then no relative has moved unseen. */
export interface Seen {
  heard: number;
  /** In the order of their ids; null when there are none. */
  ancestors: Ancestor[] | null;
}

/** Of a case `c`, what `Seen` says. */
export const SEEN_COLUMNS = `c.heard, case when c.parent_id is not null then ancestors_seen(c.id) end as ancestors`;

/**
 * Of rows `x`: their ancestors stand where they were read, and nobody else is moving one. Locks them and never waits for that: so nobody waits
 * for a case while holding another one.
 */
export const ANCESTORS_STAND = `(x.ancestors is null or x.moves = (select array_agg(a.seq + a.heard order by a.id)
  from (select id, seq, heard from cases where id = any (x.ancestors) for no key update skip locked) a))`;

const LOCK_ANCESTORS = sql(
  'lock-ancestors',
  `with up as materialized (select below, a.id from unnest($1::uuid[]) below, ancestors_of(below) a),
   locked as materialized (
     select id from cases where id = any (array(select id from up)) for no key update skip locked)
   select distinct below from up where id not in (select id from locked)`,
);

/** Locks the cases above; returns those of the given ones that cannot move now, because somebody else holds one above them. */
export async function lockAncestors(tx: EntityManager, caseIds: string[]): Promise<Set<string>> {
  const rows = await query<{ below: string }>(tx, LOCK_ANCESTORS, [caseIds]);
  return new Set(rows.map(({ below }) => below));
}
