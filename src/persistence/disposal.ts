import type { DataSource } from 'typeorm';
import { NOW } from './clock.js';
import { hintChange } from './change-hint.js';
import { sql } from './statement.js';
import { query, queryOne } from './transaction.js';

const AT_ONCE = 100;
/** Cases per run: the rest is for the next day, so that no night is too short. */
const MOST_PER_RUN = 2_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

const CANDIDATES = sql(
  'list-disposal-candidates',
  `select c.id from cases c where c.parent_id is null and c.id > $1 and may_be_disposed(c, ${NOW}) order by c.id limit $2`,
);
const DISPOSE = sql('dispose-family', 'select dispose_family($1) as cases');

/**
 * Disposes of the families of cases whose time has gone by the rules, each in a transaction of its own, and says how many cases that were. What is locked,
 * held or not wholly ended stays; what a node leaves unfinished the next run finds again.
 */
export async function disposeOfCases(ds: DataSource, most = MOST_PER_RUN): Promise<number> {
  let disposed = 0;
  let after = NO_ID;
  while (disposed < most) {
    const page = await query<{ id: string }>(ds, CANDIDATES, [after, AT_ONCE]);
    for (const { id } of page) {
      if (disposed >= most) break;
      disposed += (await queryOne<{ cases: number }>(ds, DISPOSE, [id]))!.cases;
    }
    if (page.length < AT_ONCE) break;
    after = page.at(-1)!.id;
  }
  if (disposed > 0) hintChange(ds, { everything: true });
  return disposed;
}
