import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SignedInUser } from '../../src/modules/auth/access.js';
import { AccountsService } from '../../src/modules/people/accounts.service.js';
import { addSandboxPeople } from '../../src/modules/people/sandbox-people.js';
import { findUserToSignIn, listUsers } from '../../src/persistence/users.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let accounts: AccountsService;
const people: Record<string, SignedInUser> = {};
beforeAll(async () => {
  database = await freshDatabase();
  await addSandboxPeople(database.ds, '2026-03-02T08:00:00.000Z');
  accounts = new AccountsService(database.ds);
  for (const name of ['bo', 'ida', 'rikke']) people[name] = (await findUserToSignIn(database.ds, name))!;
});
afterAll(() => database.drop());

const activeAdmins = async () =>
  (await listUsers(database.ds)).filter(({ active, roles }) => active && roles.includes('admin')).length;

it('keeps one admin, whoever asks and however many ask at once', async () => {
  const { bo, ida, rikke } = people as Record<'bo' | 'ida' | 'rikke', SignedInUser>;
  const plain = { name: 'x', roles: ['auditor' as const], teamIds: [] };
  const answers = await Promise.allSettled([
    accounts.setActive(rikke, bo.id, false),
    accounts.setActive(bo, ida.id, false),
    accounts.change(rikke, bo.id, plain),
    accounts.change(bo, ida.id, plain),
  ]);
  expect(await activeAdmins()).toBe(1);
  const codes = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : [],
  );
  expect(new Set(codes)).toEqual(new Set(['lastAdmin']));
});
