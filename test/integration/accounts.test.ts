import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SignedInUser } from '../../src/modules/auth/access.js';
import { ChangesService } from '../../src/modules/changes/changes.service.js';
import { AccountsService } from '../../src/modules/people/accounts.service.js';
import { OneTimeCodeService } from '../../src/modules/people/one-time-code.service.js';
import { addSandboxPeople } from '../../src/modules/people/sandbox-people.js';
import { findAccount } from '../../src/persistence/accounts.js';
import { findUserToSignIn, listUsers } from '../../src/persistence/users.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let accounts: AccountsService;
const people: Record<string, SignedInUser> = {};
beforeAll(async () => {
  database = await freshDatabase();
  await addSandboxPeople(database.ds, '2026-03-02T08:00:00.000Z');
  const { ds } = database;
  accounts = new AccountsService(ds, new ChangesService(ds), new OneTimeCodeService(ds));
  for (const name of ['bo', 'ida', 'rikke']) people[name] = (await findUserToSignIn(database.ds, name))!;
});
afterAll(() => database.drop());

const activeAdmins = async () =>
  (await listUsers(database.ds)).filter(({ active, roles }) => active && roles.includes('admin')).length;

it('keeps one admin, whoever asks and however many ask at once', async () => {
  const { bo, ida, rikke } = people as Record<'bo' | 'ida' | 'rikke', SignedInUser>;
  const plain = { name: 'x', roles: ['auditor' as const], teamIds: [] };
  // What takes away is done at once, by one alone.
  await database.ds.query(`update users set roles = roles || '{auditor}' where 'admin' = any (roles)`);
  const seenAs = async ({ id }: SignedInUser) => {
    const { name, roles, teamIds } = (await findAccount(database.ds, id))!;
    return { ...plain, seen: { name, roles, teamIds } };
  };
  const [ofBo, ofIda] = [await seenAs(bo), await seenAs(ida)];
  const answers = await Promise.allSettled([
    accounts.requestActive(rikke, bo.id, false),
    accounts.requestActive(bo, ida.id, false),
    accounts.requestChange(rikke, bo.id, ofBo),
    accounts.requestChange(bo, ida.id, ofIda),
  ]);
  expect(await activeAdmins()).toBe(1);
  const codes = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : [],
  );
  expect(new Set(codes)).toEqual(new Set(['lastAdmin']));
});
