import type { DataSource } from 'typeorm';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { addSandboxPeople } from '../../../src/modules/people/sandbox-people.js';
import { publishCalendar } from '../../../src/persistence/calendars.js';
import { startSandboxClock } from '../../../src/persistence/clock.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { openDatabase } from '../../../src/persistence/open-database.js';
import { START } from '../cases.js';
import { brokenPromises } from '../invariants.js';
import { PARCEL } from '../parcel/definition.js';
import type { Cluster } from './cluster.js';
import { Load } from './load.js';
import { auditVerify, effectsAmiss, lossesIn, moveClock, untilNothingIsDue } from './settled.js';

/** Draws of `test:chaos`; `CHAOS_SEED` draws those of an earlier run again, as far as processes let it. */
export const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
export const LONG = process.env['LONG'] !== undefined;

async function onDatabase<T>(cluster: Cluster, work: (ds: DataSource) => Promise<T>): Promise<T> {
  const { url, directory: dataDir } = cluster;
  const { ds, close } = await openDatabase({ url, schema: 'sagsgang', dataDir });
  return work(ds).finally(close);
}

/** People, a calendar, parcels, and a clock that tests move. */
export const furnishParcels = (cluster: Cluster): Promise<void> =>
  onDatabase(cluster, async (ds) => {
    await startSandboxClock(ds, START);
    await addSandboxPeople(ds, START);
    await publishCalendar(ds, danishCalendar({ version: 1 }), { by: 'bo' });
    await publishDefinition(ds, { document: PARCEL, proposedBy: 'bo', publishedBy: 'ida' });
  });

/** Lets caseworkers work while something is done to the cluster; returns when both have ended. */
export async function underLoad(load: Load, lanes: number, meanwhile: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const working = load.work(lanes, () => isOver);
  try {
    await Promise.race([meanwhile(), working]);
  } finally {
    isOver = true;
    await working;
  }
}

export async function beginLoad(cluster: Cluster, cases: number): Promise<Load> {
  const load = new Load(() => cluster.nodes, 'parcel', SEED);
  await load.signIn();
  for (let opened = 0; opened < cases; opened += 1) await load.open();
  return load;
}

/** Days go by: all that was begun falls due, and letters leave. */
export async function daysGoBy(cluster: Cluster, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await moveClock(cluster, 24);
    await untilNothingIsDue(cluster, 180_000);
  }
}

/** What is wrong in the end, all of it: wanted is `NOTHING`. */
export async function whatIsWrong(cluster: Cluster, load: Load): Promise<object> {
  return {
    ownEnds: cluster.ownEnds,
    faults: [...load.tally.faults],
    losses: await lossesIn(cluster, load.cases),
    effects: await effectsAmiss(cluster),
    promises: await onDatabase(cluster, brokenPromises),
    audit: (await auditVerify(cluster)).replace(/\d+ events/, 'events'),
  };
}

export const nothingWrong = (load: Load): object => ({
  ownEnds: [],
  faults: [],
  losses: [],
  effects: { unsent: 0, incidents: 0, early: 0, filesMissing: 0 },
  promises: [],
  audit: `${load.cases.length} cases, events, 0 faults`,
});

/** One line for those who keep the figures. */
export function tell(figures: object): void {
  process.stdout.write(`${JSON.stringify({ seed: SEED, ...figures })}\n`);
}
