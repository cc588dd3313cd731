import { monitorEventLoopDelay } from 'node:perf_hooks';
import { shippedDefinitions, shippedFragments } from '../../src/machines/case-types.js';
import { compileDefinition, parseDefinition, type Definition } from '../../src/machines/index.js';
import { startSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import type { RehearsalSummary } from '../../src/persistence/rehearsal-summary.js';
import { createRehearsal, getRehearsal } from '../../src/persistence/rehearsals.js';
import { rehearse } from '../../src/persistence/rehearse.js';
import { prepareDatabase, type BenchDatabase, type Server } from './databases.js';
import type { Options } from './options.js';
import { milliseconds, perSecond, type Line } from './report.js';
import { walk, type Sample } from './walk.js';

const CASE_TYPE = 'newApplication';
/** In the log of each case: at least so many, and at most a few more. */
const EVENTS = 20;
const MOST_EVENTS = 24;
/** When it is rehearsed. Each log reaches until here: every timer that was due by then has fired, as in a database that lives. */
const NOW = '2026-04-15T10:00:00.000Z';
/** 100,000 cases in five minutes. */
const TARGET_PER_SECOND = 100_000 / 300;
const STEPS_WALKED = 6_000;
/** Of 100 moves in a history: about two thirds are deadlines, reminders and other timers. */
const TIMERS_OF_100 = 70;
const BO = { userId: newId(), name: 'Bo', roles: ['admin' as const] };

/** How many open cases of 20 events a second are rehearsed, how memory stays, and for how long the event loop is held up meanwhile. */
export async function measureRehearsal(server: Server, { rehearsed, threads }: Options): Promise<Line[]> {
  const database = await prepareDatabase(server, 1, 4);
  try {
    const definition = shipped();
    await startSandboxClock(database.ds, NOW);
    await publishDefinition(database.ds, { document: definition, proposedBy: 'bo', publishedBy: 'ida' });
    await fill(database, historiesOf(definition), rehearsed);
    return [await measure(database, oneWeekMore(definition), rehearsed, threads)];
  } finally {
    await database.drop();
  }
}

async function measure(
  { ds }: BenchDatabase,
  document: Definition,
  cases: number,
  threads: number,
): Promise<Line> {
  const order = { caseType: CASE_TYPE, document, stateMap: {}, closedSample: 0, by: BO };
  const id = await createRehearsal(ds, order);
  const memory: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  const used = process.cpuUsage();
  await rehearse(ds, id, { threads, onProgress: () => memory.push(process.memoryUsage.rss()) });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(used);
  delay.disable();
  const { status, done, summary } = await getRehearsal(ds, id);
  if (status !== 'done' || done !== cases) throw new Error(`${done} of ${cases} rehearsed, ${status}.`);
  const rate = cases / seconds;
  const of = `${((user + system) / cases / 1_000).toFixed(1)} ms of processor a case`;
  const held = `event loop p99 ${milliseconds(delay.percentile(99) / 1e6)}, max ${milliseconds(delay.max / 1e6)}`;
  return {
    what: `rehearse ${cases.toLocaleString('en')} cases of ${EVENTS}–${MOST_EVENTS} events, ${threads} threads`,
    figure: perSecond(rate),
    target: { text: `≥ ${Math.ceil(TARGET_PER_SECOND)}/s`, met: rate >= TARGET_PER_SECOND },
    detail: `${seconds.toFixed(0)} s; ${of}; ${memoryOf(memory)}; ${held}; ${outcomesOf(summary!)}`,
  };
}

/** So that a rehearsal that gives up on its cases early does not look quick. */
function outcomesOf({ replay }: RehearsalSummary): string {
  return `replayed: ${Object.entries(replay)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')}`;
}

/** After a fifth of the way, when all threads are warm, and the most from there on. */
function memoryOf(samples: number[]): string {
  const warm = samples.slice(Math.floor(samples.length / 5));
  const [first, most] = [warm[0]!, Math.max(...warm)].map((bytes) => Math.round(bytes / 2 ** 20));
  return `memory ${first} MB, at most ${most} MB`;
}

function shipped(): Definition {
  const parsed = parseDefinition(shippedDefinitions()[CASE_TYPE], shippedFragments());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

/** What is rehearsed: whatever takes weeks takes one week more. */
function oneWeekMore(definition: Definition): Definition {
  const changed = structuredClone(definition);
  for (const parameter of Object.values(changed.parameters ?? {})) {
    const weeks = /^P(\d+)W$/.exec(String(parameter.value))?.[1];
    if (weeks) parameter.value = `P${Number(weeks) + 1}W`;
  }
  return changed;
}

/** What has happened to a case, and how it stands afterwards. */
interface History {
  log: Sample[];
  snapshot: string;
}

/** Different histories of cases that are still open, from a walk at random; each case has one of them. */
function historiesOf(definition: Definition): History[] {
  const cases: Sample[][] = [];
  for (const sample of walk(compileDefinition(definition), STEPS_WALKED, TIMERS_OF_100)) {
    if (JSON.parse(sample.snapshot).seq === 1) cases.push([]);
    cases.at(-1)!.push(sample);
  }
  // A sample has the snapshot before its event: the first one after now has that of the case as it stands.
  const histories = cases.flatMap((samples) => {
    const log = samples.filter(({ env }) => env.now <= NOW);
    const next = samples[log.length];
    const events = log.length + 1;
    return next && events >= EVENTS && events <= MOST_EVENTS ? [{ log, snapshot: next.snapshot }] : [];
  });
  if (histories.length === 0) throw new Error(`No walk has ${EVENTS} to ${MOST_EVENTS} events at ${NOW}.`);
  return histories;
}

/** Rows as the product writes them but for hashes and effects, which a rehearsal does not read: 100,000 openings would take an hour. */
async function fill({ asOwner }: BenchDatabase, histories: History[], cases: number): Promise<void> {
  await asOwner(
    `create temp table copies as select gen_random_uuid() as id, 'R-' || n as number, n % $1 as history
     from generate_series(1, $2) as n`,
    [histories.length, cases],
  );
  for (const [index, { log, snapshot }] of histories.entries()) {
    const { env } = log.at(-1)!;
    await asOwner(
      `insert into cases (id, number, case_type, version, status, team_id, opened_on, opened_at, changed_at, seq, snapshot,
         active_states, last_hash)
       select id, number, '${CASE_TYPE}', 1, 'active', 'team', $2::date, $3::timestamptz, $3, $5, $4::json, '{}', ''
       from copies where history = $1`,
      [index, env.caseValues.openedOn, env.now, snapshot, log.length + 1],
    );
    await asOwner(
      `insert into case_events (case_id, seq, type, event, at, version, calendar_version, case_values, late, from_states,
         to_states, effects, prev_hash, hash)
       select c.id, e.seq, e.event ->> 'type', e.event, e.at, 1, 1, $3::json, false, '{}', '{}', '[]', '', ''
       from copies c, json_to_recordset($2) as e (seq integer, event json, at timestamptz) where c.history = $1`,
      [index, JSON.stringify(rowsOf(log)), JSON.stringify(env.caseValues)],
    );
  }
  await asOwner('vacuum analyze cases, case_events');
}

function rowsOf(log: Sample[]): object[] {
  const [first] = log;
  const { facts } = JSON.parse(first!.snapshot);
  const opened = {
    seq: 1,
    event: { type: 'case.opened', facts },
    at: `${first!.env.caseValues.openedOn}T08:10:00Z`,
  };
  return [opened, ...log.map(({ event, env }, index) => ({ seq: index + 2, event, at: env.now }))];
}
