import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Sender } from '../../src/machines/index.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { furnish } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { newId } from '../../src/persistence/ids.js';
import { PARCEL } from '../support/parcel/definition.js';
import { Office, type Act } from '../support/parcel/office.js';

/** `npm run test:chaos -- --long` tells five hundred lives, the gate twelve. */
const LIVES = Number(process.env['LIVES'] ?? (process.env['LONG'] ? 500 : 12));
const BO: Sender = { userId: newId(), name: 'Bo Lind', roles: ['admin'] };

let furnished: TestDatabase;
beforeAll(async () => {
  furnished = await freshDatabase();
  await furnish(furnished.ds);
  await publishDefinition(furnished.ds, { document: PARCEL, proposedBy: 'bo', publishedBy: 'ida' });
  await furnished.close();
});
afterAll(() => furnished.drop());

const which = fc.nat({ max: 20 });
const type = fc.constantFrom(
  'START',
  'STOP',
  'HOLD',
  'GO_ON',
  'SEND',
  'FINISH',
  'NOTED',
  'NOTED',
  'START',
  'HOLD',
);
const hours = fc.integer({ min: 1, max: 40 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open'), again: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('send'), which, type }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sendLate'), which, type, hours }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sendStale'), which, type }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sendAgain'), which, other: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('sendAtOnce'), which, count: fc.integer({ min: 2, max: 5 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait'), hours }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('work'), limit: fc.constantFrom(1, 2, 200), fails: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('publish') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('migrate') }) },
);

it(
  'stands after anything that people, time and workers do to it where a second telling says',
  async () => {
    const life = fc.array(act, { minLength: 20, maxLength: 60, size: 'max' });
    const lived = fc.asyncProperty(life, async (acts) => {
      const database = await freshDatabase(furnished.name);
      try {
        const office = new Office(database, BO);
        for (const one of acts) {
          await office.do(one);
          expect(await office.parcelsThere()).toEqual(office.parcelsTold());
        }
        await office.settle();
        expect(await office.parcelsThere()).toEqual(office.parcelsTold());
        expect(office.delivered()).toEqual(office.toBeDelivered());
        await checkInvariants(database.ds);
      } finally {
        await database.drop();
      }
    });
    await fc.assert(lived, { numRuns: LIVES, endOnFailure: true });
  },
  60_000 + LIVES * 10_000,
);
