import { applyEvent } from '../../src/persistence/apply-event.js';
import { openCase } from '../../src/persistence/open-case.js';
import { recomputeDeadlines } from '../../src/persistence/recompute-deadlines.js';
import { findTampering } from '../../src/persistence/tampering/find-tampering.js';
import { prepareDatabase, TEAM, type Server } from './databases.js';
import { inFlight, median } from './measure.js';
import type { Options } from './options.js';
import type { Line } from './report.js';
import { CASE_TYPE, FACTS } from './round-definition.js';

/** Every ten minutes a node looks for cases that have not seen the calendar: it must not be felt. */
const TARGET_SECONDS = 1;
/** Each case of the check has so many events. */
const EVENTS_PER_CASE = 20;
const WORKERS = 8;
const SENDER = { userId: 'bench', name: 'Bench', roles: ['caseworker' as const] };

/** What runs beside the requests: the look for cases that have not seen the calendar, and the check of all that was recorded. */
export async function measureUpkeep(server: Server, options: Options): Promise<Line[]> {
  const lines = [await measureCalendar(server, options)];
  for (const events of options.checked) lines.push(await measureCheck(server, events));
  return lines;
}

async function measureCalendar(server: Server, { running, repetitions }: Options): Promise<Line> {
  const database = await prepareDatabase(server, running, 2);
  try {
    const seconds: number[] = [];
    for (let round = 0; round < repetitions; round += 1) {
      const started = performance.now();
      const { cases } = await recomputeDeadlines(database.ds);
      seconds.push((performance.now() - started) / 1_000);
      if (cases > 0) throw new Error(`${cases} cases had not seen the calendar.`);
    }
    const middle = median(seconds);
    return {
      what: `no case left to be told of the calendar, ${running.toLocaleString('en')} running`,
      figure: `${middle.toFixed(2)} s`,
      target: { text: `≤ ${TARGET_SECONDS} s`, met: middle <= TARGET_SECONDS },
    };
  } finally {
    await database.drop();
  }
}

async function measureCheck(server: Server, events: number): Promise<Line> {
  const database = await prepareDatabase(server, 1, WORKERS);
  try {
    const cases = Math.ceil(events / EVENTS_PER_CASE);
    const ids: string[] = [];
    await inFlight(WORKERS, cases, async () => {
      const opening = { caseType: CASE_TYPE, facts: FACTS, teamId: TEAM };
      ids.push((await openCase(database.ds, opening)).caseId);
    });
    // The first event of each is its opening.
    await inFlight(WORKERS, cases * (EVENTS_PER_CASE - 1), (index) =>
      applyEvent(database.ds, { caseId: ids[index % cases]!, event: { type: 'NEXT', by: SENDER } }),
    );
    const memory: number[] = [];
    const watch = setInterval(() => memory.push(process.memoryUsage.rss()), 500);
    const started = performance.now();
    const checked = await findTampering(database.ds, ({ sentence }) => process.stderr.write(`${sentence}\n`));
    const seconds = (performance.now() - started) / 1_000;
    clearInterval(watch);
    return {
      what: `audit:verify, ${checked.events.toLocaleString('en')} events of ${checked.cases.toLocaleString('en')} cases`,
      figure: `${seconds.toFixed(0)} s`,
      detail: `${Math.round(checked.events / seconds).toLocaleString('en')} events/s; at most ${Math.round(Math.max(...memory, 0) / 2 ** 20)} MB; ${checked.faults} faults`,
    };
  } finally {
    await database.drop();
  }
}
