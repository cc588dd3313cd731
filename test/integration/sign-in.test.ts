import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { loadConfig } from '../../src/config.js';
import type { AppError } from '../../src/errors.js';
import { hashPassword } from '../../src/modules/auth/password.js';
import { SessionService } from '../../src/modules/auth/session.service.js';
import { addSandboxPeople, SANDBOX_PASSWORD } from '../../src/modules/people/sandbox-people.js';
import { setPassword } from '../../src/persistence/accounts.js';
import { deleteSessionsOfUser } from '../../src/persistence/sessions.js';
import { inTransaction } from '../../src/persistence/transaction.js';
import { findUserToSignIn } from '../../src/persistence/users.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let sessions: SessionService;
beforeAll(async () => {
  database = await freshDatabase();
  await addSandboxPeople(database.ds, '2026-03-02T08:00:00.000Z');
  sessions = new SessionService(loadConfig({}), database.ds);
});
afterAll(() => database.drop());

const WAITING = 'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))';

/** Each round trip asks again whether another connection waits for this transaction. */
async function untilSomebodyWaits(tx: EntityManager, isOver: () => boolean): Promise<void> {
  while (!isOver() && (await tx.query<object[]>(WAITING)).length === 0);
}

it('gives no session for a password that is taken away while it is being checked', async () => {
  const { ds } = database;
  const { id } = (await findUserToSignIn(ds, 'mette'))!;
  const next = await hashPassword('en lang og glat vej');
  const codes: string[] = [];
  let signingIn = Promise.resolve();
  await inTransaction(ds, async (tx) => {
    await setPassword(tx, id, next);
    await deleteSessionsOfUser(tx, id);
    signingIn = sessions.signIn('mette', SANDBOX_PASSWORD).then(
      () => void codes.push('signedIn'),
      (error: AppError) => void codes.push(error.code),
    );
    await untilSomebodyWaits(tx, () => codes.length > 0);
  });
  await signingIn;
  expect(codes).toEqual(['wrongCredentials']);
  expect(await ds.query('select from sessions')).toEqual([]);
});
