import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { fireInBatchesByHand } from './baseline-batch.js';
import { fireByHand } from './baseline.js';
import { prepareDatabase, type BenchDatabase, type Server } from './databases.js';
import { inTurns, median, rateOf, ratios } from './measure.js';
import type { Options } from './options.js';
import { perSecond, type Line } from './report.js';

const TARGET_RATIO = 3;

/** How fast due timers are drained, against the same by hand, one by one and in batches. */
export async function measureTimers(server: Server, options: Options): Promise<Line[]> {
  const ours = await prepareDatabase(server, options.cases, 2);
  const hand = await prepareDatabase(server, options.cases, 2);
  try {
    const drained = await inTurns(
      {
        single: () => drain(hand, options.oneByOne, () => fireByHand(hand.pool, options.oneByOne)),
        batched: () => drain(hand, options.cases, () => fireInBatchesByHand(hand.pool)),
        ours: () => drain(ours, options.cases, () => fireAll(ours)),
      },
      options.repetitions,
    );
    return linesOf(drained, options.cases);
  } finally {
    await Promise.all([ours.drop(), hand.drop()]);
  }
}

/** Makes the timers of so many cases due, and says how many a second were fired. */
async function drain(
  { asOwner }: BenchDatabase,
  count: number,
  fire: () => Promise<number>,
): Promise<number> {
  await asOwner(
    `with due as (select id from timers where timer_id like 'xstate.after.%' limit $1)
     update timers t set due_at = now() - interval '1 second', wake_at = now() - interval '1 second'
     from due where t.id = due.id`,
    [count],
  );
  await asOwner('vacuum analyze timers, cases, tasks');
  // Neither side pays for what came before; left out where the user of the server may not ask for it.
  const [row] = await asOwner<{ may: boolean }>(`select pg_has_role('pg_checkpoint', 'usage') as may`);
  if (row!.may) await asOwner('checkpoint');
  let fired = 0;
  const rate = await rateOf(async () => (fired = await fire()));
  if (fired !== count) throw new Error(`${fired} of ${count} timers were fired.`);
  return rate;
}

async function fireAll({ ds }: BenchDatabase): Promise<number> {
  for (let total = 0; ;) {
    const { fired, failed, stale } = await fireDueTimers(ds);
    if (failed + stale > 0) throw new Error(`${failed} timers failed and ${stale} were stale.`);
    if (fired === 0) return total;
    total += fired;
  }
}

function linesOf(
  { single, batched, ours }: Record<'single' | 'batched' | 'ours', number[]>,
  cases: number,
): Line[] {
  const { middle, low, high } = ratios(ours, single);
  const toBatched = ratios(ours, batched);
  const what = `${cases.toLocaleString('en')} due timers`;
  return [
    { what: `${what} by hand, one by one`, figure: perSecond(median(single)) },
    { what: `${what} by hand, in batches`, figure: perSecond(median(batched)) },
    {
      what: `${what}, fireDueTimers`,
      figure: perSecond(median(ours)),
      ratio: middle,
      target: { text: `≥ ${TARGET_RATIO}`, met: middle >= TARGET_RATIO },
      detail: `ratios ${low.toFixed(2)}–${high.toFixed(2)}; ${toBatched.middle.toFixed(2)} of the batches by hand`,
    },
  ];
}
