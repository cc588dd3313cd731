import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cluster } from '../support/nodes/cluster.js';
import {
  beginLoad,
  daysGoBy,
  furnishParcels,
  LONG,
  nothingWrong,
  tell,
  underLoad,
  whatIsWrong,
} from '../support/nodes/trial.js';

let cluster: Cluster;
beforeEach(async () => {
  cluster = await Cluster.start();
  await furnishParcels(cluster);
  await cluster.addStandby();
  await cluster.startNode('all');
}, 180_000);
afterEach(() => cluster.stop(), 60_000);

describe('a database that is killed under load and has a synchronous standby', () => {
  it('goes on there without the loss of anything that was acknowledged', async () => {
    const load = await beginLoad(cluster, 10);
    await underLoad(load, 8, async () => {
      await load.after(LONG ? 2_000 : 150);
      await cluster.failOver();
      await load.after(LONG ? 500 : 50);
    });
    await daysGoBy(cluster, 5);
    tell({ failover: load.tally.acknowledged, cases: load.cases.length });
    expect(await whatIsWrong(cluster, load)).toEqual(nothingWrong(load));
  }, 400_000);
});
