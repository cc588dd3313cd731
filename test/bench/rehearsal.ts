import { monitorEventLoopDelay } from 'node:perf_hooks';
import { shippedDefinitions, shippedFragments } from '../../src/machines/case-types.js';
import { compileDefinition, parseDefinition, type Definition } from '../../src/machines/index.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { createRehearsal, getRehearsal } from '../../src/persistence/rehearsals.js';
import { rehearse } from '../../src/persistence/rehearse.js';
import { prepareDatabase, type BenchDatabase, type Server } from './databases.js';
import type { Options } from './options.js';
import { milliseconds, perSecond, type Line } from './report.js';
import { walk, type Sample } from './walk.js';

const CASE_TYPE = 'newApplication';
const EVENTS = 20;
/** 100,000 cases in five minutes. */
const TARGET_PER_SECOND = 100_000 / 300;
/** Different histories; each case has one of them. */
const HISTORIES = 5;
const STEPS_WALKED = 6_000;
const BO = { userId: newId(), name: 'Bo', roles: ['admin' as const] };

/** How many open cases of 20 events a second are rehearsed, how memory stays, and for how long the event loop is held up meanwhile. */
export async function measureRehearsal(server: Server, { rehearsed, threads }: Options): Promise<Line[]> {
  const database = await prepareDatabase(server, 1, 4);
  try {
    const definition = shipped();
    await publishDefinition(database.ds, { document: definition, proposedBy: 'bo', publishedBy: 'ida' });
    await fill(database, historiesOf(definition), rehearsed);
    return [await measure(database, longerNotice(definition), rehearsed, threads)];
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
  const { status, done } = await getRehearsal(ds, id);
  if (status !== 'done' || done !== cases) throw new Error(`${done} of ${cases} rehearsed, ${status}.`);
  const rate = cases / seconds;
  const of = `${((user + system) / cases / 1_000).toFixed(1)} ms of processor a case`;
  const held = `event loop p99 ${milliseconds(delay.percentile(99) / 1e6)}, max ${milliseconds(delay.max / 1e6)}`;
  return {
    what: `rehearse ${cases.toLocaleString('en')} cases of ${EVENTS} events, ${threads} threads`,
    figure: perSecond(rate),
    target: { text: `≥ ${Math.ceil(TARGET_PER_SECOND)}/s`, met: rate >= TARGET_PER_SECOND },
    detail: `${seconds.toFixed(0)} s; ${of}; ${memoryOf(memory)}; ${held}`,
  };
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

/** What is rehearsed: every deadline that is counted from an anchor gets a week more. */
function longerNotice(definition: Definition): Definition {
  const changed = structuredClone(definition);
  for (const deadline of Object.values(changed.deadlines))
    if (deadline.length?.match(/^P\d+W$/))
      deadline.length = `P${Number.parseInt(deadline.length.slice(1)) + 1}W`;
  return changed;
}

/** Histories of cases that are still open after so many events, from a walk at random. */
function historiesOf(definition: Definition): Sample[][] {
  const cases: Sample[][] = [];
  for (const sample of walk(compileDefinition(definition), STEPS_WALKED)) {
    if (JSON.parse(sample.snapshot).seq === 1) cases.push([]);
    cases.at(-1)!.push(sample);
  }
  // A sample has the snapshot before its event: the last one's is that of the case after 20 events.
  const long = cases.filter(({ length }) => length >= EVENTS).map((samples) => samples.slice(0, EVENTS));
  if (long.length === 0) throw new Error(`No walk is open after ${EVENTS} events.`);
  return long.slice(0, HISTORIES);
}

/** Rows as the product writes them but for hashes and effects, which a rehearsal does not read: 100,000 openings would take an hour. */
async function fill({ asOwner }: BenchDatabase, histories: Sample[][], cases: number): Promise<void> {
  await asOwner(
    `create temp table copies as select gen_random_uuid() as id, 'R-' || n as number, n % $1 as history
     from generate_series(1, $2) as n`,
    [histories.length, cases],
  );
  for (const [index, samples] of histories.entries()) {
    const { snapshot, env } = samples.at(-1)!;
    await asOwner(
      `insert into cases (id, number, case_type, version, status, team_id, opened_on, opened_at, changed_at, seq, snapshot,
         active_states, last_hash)
       select id, number, '${CASE_TYPE}', 1, 'active', 'team', $2::date, $3::timestamptz, $3, ${EVENTS}, $4::json, '{}', ''
       from copies where history = $1`,
      [index, env.caseValues.openedOn, env.now, snapshot],
    );
    await asOwner(
      `insert into case_events (case_id, seq, type, event, at, version, calendar_version, case_values, late, from_states,
         to_states, effects, prev_hash, hash)
       select c.id, e.seq, e.event ->> 'type', e.event, e.at, 1, 1, $3::json, false, '{}', '{}', '[]', '', ''
       from copies c, json_to_recordset($2) as e (seq integer, event json, at timestamptz) where c.history = $1`,
      [index, JSON.stringify(logOf(samples)), JSON.stringify(env.caseValues)],
    );
  }
  await asOwner('vacuum analyze cases, case_events');
}

function logOf(samples: Sample[]): object[] {
  const [first] = samples;
  const { facts } = JSON.parse(first!.snapshot);
  const opened = {
    seq: 1,
    event: { type: 'case.opened', facts },
    at: `${first!.env.caseValues.openedOn}T08:10:00Z`,
  };
  const events = samples
    .slice(0, -1)
    .map(({ event, env }, index) => ({ seq: index + 2, event, at: env.now }));
  return [opened, ...events];
}
