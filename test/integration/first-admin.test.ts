import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/config.js';
import { passwordFits } from '../../src/modules/auth/password.js';
import { addFirstAdmin } from '../../src/modules/people/first-admin.js';
import { getCurrentCalendar, listPublishedCalendars } from '../../src/persistence/calendars.js';
import { findUserToSignIn, listUsers } from '../../src/persistence/users.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const BO = { username: 'Bo', name: 'Bo Lind', password: 'en lang og glat vej' };

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

describe('the first account of a municipality', () => {
  it('is an admin who can sign in, with a calendar to begin with', async () => {
    await addFirstAdmin(database.ds, BO);
    const found = (await findUserToSignIn(database.ds, 'bo'))!;
    expect(found).toMatchObject({ username: 'bo', name: 'Bo Lind', roles: ['admin'], teamIds: [] });
    expect(await passwordFits(found.passwordHash, BO.password)).toBe(true);
    expect(await getCurrentCalendar(database.ds)).toMatchObject({ version: 1, publishedBy: found.id });
  });

  it('is followed by a second, and by no third as long as there are two', async () => {
    await addFirstAdmin(database.ds, BO);
    await expect(addFirstAdmin(database.ds, BO)).rejects.toThrow(ConfigError);
    await addFirstAdmin(database.ds, { ...BO, username: 'ida' });
    const third = { ...BO, username: 'eva' };
    await expect(addFirstAdmin(database.ds, third)).rejects.toThrow(ConfigError);
    await database.ds.query(`update users set active = false where username = 'ida'`);
    await addFirstAdmin(database.ds, third);
    expect((await listUsers(database.ds)).map(({ username }) => username).sort()).toEqual([
      'bo',
      'eva',
      'ida',
    ]);
    expect(await listPublishedCalendars(database.ds, { limit: 10 })).toHaveLength(1);
  });

  it.each([
    ['a short password', { password: 'elleve tegn' }],
    ['a user name with a space', { username: 'bo lind' }],
    ['no name', { name: ' ' }],
  ])('is refused with %s', async (_, change) => {
    await expect(addFirstAdmin(database.ds, { ...BO, ...change })).rejects.toThrow(ConfigError);
    expect(await listUsers(database.ds)).toEqual([]);
    expect(await listPublishedCalendars(database.ds, { limit: 10 })).toEqual([]);
  });
});
