import type { DataSource } from 'typeorm';
import { AppError } from '../../src/errors.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { databaseRefusal } from '../../src/persistence/database-refusal.js';
import { furnish, METTE, openErrand } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
/** As the product opens it, but for how long it waits. */
let ds: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  ds = await createDataSource({
    ...database.options,
    poolSize: 2,
    role: APP_ROLE,
    patience: { rowMs: 500, connectionMs: 1_500 },
  }).initialize();
});
afterEach(() => checkInvariants(database.ds));
afterAll(async () => {
  await ds.destroy();
  await database.drop();
});

/** One who holds a row and does nothing, as a forgotten terminal does. */
async function whileHeld(caseId: string, work: () => Promise<void>): Promise<void> {
  const holder = database.ds.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query('select from cases where id = $1 for update', [caseId]);
    await work();
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
}

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : databaseRefusal(error));

describe('a row that somebody holds and does not give back', () => {
  it('is given up by who waits for it, writes nothing, and can be written again afterwards', async () => {
    const { caseId } = await openErrand(ds);
    const send = () => applyEvent(ds, { caseId, event: { type: 'SEND', by: METTE } });
    await whileHeld(caseId, async () => {
      const error = await send().catch((thrown: unknown) => thrown);
      expect(databaseRefusal(error)).toBe('busy');
    });
    const [{ seq }] = (await ds.query('select seq from cases where id = $1', [caseId])) as [{ seq: number }];
    expect(seq).toBe(1);
    expect(await send()).toMatchObject({ seq: 2, repeated: false });
  });

  it('takes one connection from the pool, however many write to that case: the others go on', async () => {
    const [stuck, free] = [await openErrand(ds), await openErrand(ds)];
    const send = ({ caseId }: { caseId: string }) =>
      applyEvent(ds, { caseId, event: { type: 'SEND', by: METTE } });
    await whileHeld(stuck.caseId, async () => {
      const waiting = Array.from({ length: 20 }, () => send(stuck).catch(codeOf));
      expect(await send(free)).toMatchObject({ seq: 2 });
      expect(new Set(await Promise.all(waiting))).toEqual(new Set(['busy']));
    });
    expect(await send(stuck)).toMatchObject({ seq: 2 });
  });

  it('lets who finds no connection free be told so, and not wait for ever', async () => {
    const runners = [ds.createQueryRunner(), ds.createQueryRunner()];
    await Promise.all(runners.map((runner) => runner.startTransaction()));
    const error = await ds.query('select 1').catch((thrown: unknown) => thrown);
    await Promise.all(runners.map((runner) => runner.rollbackTransaction()));
    await Promise.all(runners.map((runner) => runner.release()));
    expect(databaseRefusal(error)).toBe('busy');
  });
});

describe('a connection that is lost', () => {
  it('is told as a database that is away, whoever notices', async () => {
    const owner = await database.asOwner();
    const end = owner.query('select pg_terminate_backend(pg_backend_pid())');
    const cut = await end.catch((thrown: unknown) => thrown);
    expect(databaseRefusal(cut)).toBe('databaseAway');
    const nowhere = createDataSource({
      url: 'postgres://nobody@127.0.0.1:1/none',
      schema: 'none',
      poolSize: 1,
    });
    expect(databaseRefusal(await nowhere.initialize().catch((thrown: unknown) => thrown))).toBe(
      'databaseAway',
    );
  });

  it('is nobody’s fault but the network’s when it breaks while something is sent', () => {
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(databaseRefusal(broken)).toBe('databaseAway');
    expect(databaseRefusal(new Error('Connection terminated unexpectedly'))).toBe('databaseAway');
    expect(databaseRefusal(new TypeError('x is not a function'))).toBeNull();
  });
});
