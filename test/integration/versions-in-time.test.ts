import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getNow, setSandboxClock } from '../../src/persistence/clock.js';
import { retireVersion } from '../../src/persistence/definition-reviews.js';
import { listCurrentDefinitions, publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { getNeighbourhood, getSuccessions, inTransactionAsRead } from '../../src/persistence/neighbours.js';
import {
  listVersionsInTime,
  openingAt,
  periodsFrom,
  signatureOf,
} from '../../src/persistence/versions-in-time.js';
import type { Neighbours } from '../../src/machines/verify.js';
import { ERRAND, furnish, QUESTION } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const BO = { id: newId(), name: 'Bo Lind' };

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
});
afterEach(() => database.drop());

const publish = (document = ERRAND, validFrom?: string) =>
  publishDefinition(database.ds, {
    document,
    proposedBy: 'bo',
    publishedBy: 'ida',
    ...(validFrom && { validFrom }),
  });
const retire = (version: number, from: string) =>
  retireVersion(database.ds, { caseType: 'errand', version, from, by: BO });
const named = (versions: { caseType: string; version: number }[]) =>
  versions.map(({ caseType, version }) => `${caseType} ${version}`).sort();

describe('which version opens cases when', () => {
  it('is the same in advance as on the day', async () => {
    await publish(ERRAND, '2026-05-01T00:00:00.000Z');
    await publish(ERRAND, '2026-03-01T00:00:00.000Z');
    await publish(QUESTION, '2026-05-01T00:00:00.000Z');
    await publish(ERRAND, '2026-05-01T00:00:00.000Z');
    await retire(4, '2026-07-01T00:00:00.000Z');
    await retire(2, '2026-08-01T00:00:00.000Z');
    const versions = await listVersionsInTime(database.ds);
    const periods = periodsFrom(versions, await getNow(database.ds));
    expect(periods.map((period) => [period.from.slice(0, 10), ...named(period.versions)])).toEqual([
      ['2026-02-02', 'errand 1', 'question 1'],
      ['2026-03-01', 'errand 3', 'question 1'],
      ['2026-05-01', 'errand 4', 'question 2'],
      ['2026-07-01', 'errand 2', 'question 2'],
      ['2026-08-01', 'errand 3', 'question 2'],
    ]);
    for (const { from, versions: expected } of periods) {
      await setSandboxClock(database.ds, from);
      expect(named(await listCurrentDefinitions(database.ds))).toEqual(named(expected));
      expect(named(openingAt(versions, from))).toEqual(named(expected));
    }
  });
});

describe('what a version of a later day must fit', () => {
  const olderOf = ({ older = [] }: Neighbours) =>
    older.map(({ version, definition }) => `${definition.caseType} ${version}`);

  it('is also what opens cases only until then', async () => {
    await publish(ERRAND, '2026-03-01T00:00:00.000Z');
    await publish(ERRAND, '2026-05-01T00:00:00.000Z');
    const { neighbours } = await getNeighbourhood(database.ds, 'question', '2026-06-01T00:00:00.000Z');
    expect(olderOf(neighbours)).toEqual(['errand 1', 'errand 2']);
    const sooner = await getNeighbourhood(database.ds, 'question', '2026-02-20T00:00:00.000Z');
    expect(olderOf(sooner.neighbours)).toEqual([]);
  });

  it('is that also when it comes because another one retires', async () => {
    await publish(ERRAND, '2026-03-01T00:00:00.000Z');
    await publish(ERRAND, '2026-05-01T00:00:00.000Z');
    await publish(QUESTION, '2026-06-01T00:00:00.000Z');
    const retirement = { caseType: 'question', version: 2, from: '2026-02-20T00:00:00.000Z' };
    const { successions } = await getSuccessions(database.ds, retirement);
    expect(successions).toMatchObject([{ successor: { caseType: 'question' } }]);
    expect(successions.map(({ neighbours }) => olderOf(neighbours))).toEqual([['errand 1', 'errand 2']]);
  });
});

describe('a case type that opens itself', () => {
  it('may be retired at once when no case is open', async () => {
    const selfish = structuredClone(ERRAND);
    selfish.machine.states!['open']!.states!['asking']!.invoke!.src = 'errand';
    await publish(selfish);
    const older = async (version: number, from?: string) => {
      const retirement = { caseType: 'errand', version, ...(from && { from }) };
      const { successions } = await getSuccessions(database.ds, retirement);
      return successions.map(({ neighbours }) => neighbours.older!.map((one) => one.version));
    };
    expect(await older(2)).toEqual([[]]);
    expect(await older(2, '2026-05-01T00:00:00.000Z')).toEqual([[2]]);
  });
});

describe('what was read before a version is published', () => {
  const signature = async () => {
    const now = await getNow(database.ds);
    return { signature: signatureOf(periodsFrom(await listVersionsInTime(database.ds), now)) };
  };

  it('is read anew when another was published meanwhile, and the work is done once', async () => {
    let reads = 0;
    let works = 0;
    const read = async () => {
      reads += 1;
      const seen = await signature();
      if (reads === 1) await publish();
      return seen;
    };
    await inTransactionAsRead(database.ds, read, () => Promise.resolve((works += 1)));
    expect([reads, works]).toEqual([2, 1]);
  });

  it('is given up when that goes on and on', async () => {
    const read = async () => {
      const seen = await signature();
      await publish(ERRAND, '2027-01-01T00:00:00.000Z');
      return seen;
    };
    const work = () => Promise.reject(new Error('never'));
    await expect(inTransactionAsRead(database.ds, read, work)).rejects.toMatchObject({
      code: 'tooManyRequests',
    });
  });
});
