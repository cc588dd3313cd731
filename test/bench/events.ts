import { applyEvent } from '../../src/persistence/apply-event.js';
import { moveByHand } from './baseline.js';
import { prepareDatabase, type BenchDatabase, type Server } from './databases.js';
import { inFlight, inTurns, median, ratios, type Measured } from './measure.js';
import type { Options } from './options.js';
import { milliseconds, perSecond, type Line } from './report.js';

const TARGET_IN_FLIGHT = 8;
const TARGET_RATIO = 0.6;
/** Cases between which the events go round: enough that no two in flight are of one case. */
const CASES = 1_000;
const SENDER = { userId: 'bench', name: 'Bench', roles: ['caseworker' as const] };

/** Events per second through `applyEvent`, against the same row writes by hand. */
export async function measureEvents(server: Server, options: Options): Promise<Line[]> {
  const most = Math.max(...options.inFlight);
  const cases = Math.max(CASES, most);
  const [ours, hand] = [
    await prepareDatabase(server, cases, most),
    await prepareDatabase(server, cases, most),
  ];
  try {
    const lines: Line[] = [];
    for (const workers of options.inFlight) lines.push(...(await measureAt(workers, ours, hand, options)));
    await mustHaveWrittenTheSame(ours, hand);
    return lines;
  } finally {
    await Promise.all([ours.drop(), hand.drop()]);
  }
}

async function measureAt(
  workers: number,
  ours: BenchDatabase,
  hand: BenchDatabase,
  { events, repetitions }: Options,
): Promise<Line[]> {
  const apply = (index: number) => applyEvent(ours.ds, { caseId: caseOf(ours, index), event: NEXT });
  const byHand = (index: number) => moveByHand(hand.pool, caseOf(hand, index));
  const warmUp = Math.ceil(events / 10);
  await inTurns(
    { hand: () => inFlight(workers, warmUp, byHand), ours: () => inFlight(workers, warmUp, apply) },
    1,
  );
  const count = workers === 1 ? Math.ceil(events / 2) : events;
  const results = await inTurns(
    { hand: () => inFlight(workers, count, byHand), ours: () => inFlight(workers, count, apply) },
    repetitions,
  );
  return linesOf(workers, results);
}

const caseOf = ({ caseIds }: BenchDatabase, index: number): string => caseIds[index % caseIds.length]!;
const NEXT = { type: 'NEXT', by: SENDER };

const rates = (all: Measured[]): number[] => all.map((one) => one.perSecond);
const middleOf = (all: Measured[], key: keyof Measured): string =>
  milliseconds(median(all.map((one) => one[key])));
const latency = (all: Measured[]): string => `p50 ${middleOf(all, 'p50')}, p99 ${middleOf(all, 'p99')}`;

function linesOf(workers: number, { hand, ours }: { hand: Measured[]; ours: Measured[] }): Line[] {
  const { middle, low, high } = ratios(rates(ours), rates(hand));
  return [
    {
      what: `by hand, ${workers} in flight`,
      figure: perSecond(median(rates(hand))),
      detail: latency(hand),
    },
    {
      what: `apply, ${workers} in flight`,
      figure: perSecond(median(rates(ours))),
      ratio: middle,
      detail: `${latency(ours)}; ratios ${low.toFixed(2)}–${high.toFixed(2)}`,
      ...(workers === TARGET_IN_FLIGHT && {
        target: { text: `≥ ${TARGET_RATIO}`, met: middle >= TARGET_RATIO },
      }),
    },
  ];
}

/** A comparison is worth nothing when one side writes less. */
async function mustHaveWrittenTheSame(ours: BenchDatabase, hand: BenchDatabase): Promise<void> {
  const [a, b] = await Promise.all([ours, hand].map(({ asOwner }) => asOwner(WRITTEN)));
  if (JSON.stringify(a) !== JSON.stringify(b)) {
    throw new Error(`The two sides wrote different rows: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  }
}

const WRITTEN = `select (select count(*) from case_events) as events, (select count(*) from timers) as timers,
  (select count(*) from tasks where status = 'open') as open, (select count(*) from tasks where status = 'completed') as completed,
  (select array_agg(distinct active_states::text order by active_states::text) from cases) as states`;
