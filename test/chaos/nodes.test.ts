import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cluster, type NodeRole } from '../support/nodes/cluster.js';
import type { Load } from '../support/nodes/load.js';
import { Monkey, type Harm } from '../support/nodes/monkey.js';
import {
  beginLoad,
  daysGoBy,
  furnishParcels,
  LONG,
  nothingWrong,
  SEED,
  tell,
  underLoad,
  whatIsWrong,
} from '../support/nodes/trial.js';

/** `npm run test:chaos -- --long` goes on for as many minutes as `MINUTES` says; the gate does each harm of its list once. */
const MINUTES = Number(process.env['MINUTES'] ?? 20);
const NODES: NodeRole[] = LONG ? ['api', 'api', 'all', 'worker', 'worker'] : ['api', 'all'];
const ONCE: Harm[] = ['clock', 'cut', 'terminate', 'stop', 'kill', 'crashWhileCatchingUp'];
const LANES = LONG ? 8 : 6;

let cluster: Cluster;
beforeEach(async () => {
  cluster = await Cluster.start();
  await furnishParcels(cluster);
  await Promise.all(NODES.map((role) => cluster.startNode(role)));
}, 180_000);
afterEach(() => cluster.stop(), 60_000);

/** Harm after harm, with some work done in between; each of the list once, or any until the time is over. */
async function harmAll(monkey: Monkey, load: Load): Promise<void> {
  const endsAt = Date.now() + MINUTES * 60_000;
  for (let at = 0; LONG ? Date.now() < endsAt : at < ONCE.length; at += 1) {
    await load.after(LONG ? 300 : 40);
    await monkey.harm(LONG ? monkey.any() : ONCE[at]!);
  }
  await load.after(40);
}

describe('several nodes under load, whatever is killed, stopped, cut or restarted', () => {
  it(
    'lose nothing that was acknowledged, do nothing twice, and give no answer that a client does not know',
    async () => {
      const load = await beginLoad(cluster, 20);
      const monkey = new Monkey(cluster, (acknowledged) => load.after(acknowledged), SEED);
      await underLoad(load, LANES, () => harmAll(monkey, load));
      await daysGoBy(cluster, 6);
      const { faults: _, ...figures } = load.tally;
      tell({ ...figures, cases: load.cases.length, harms: monkey.done });
      expect(await whatIsWrong(cluster, load)).toEqual(nothingWrong(load));
    },
    LONG ? (MINUTES + 30) * 60_000 : 300_000,
  );
});
