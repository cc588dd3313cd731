import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../../config.js';
import { logAccess } from '../../persistence/audit.js';
import type { CalendarLaw } from '../../machines/holidays.js';
import { publishFirstCalendar } from '../../persistence/calendars.js';
import { getNow } from '../../persistence/clock.js';
import { inTransaction } from '../../persistence/transaction.js';
import { createUser, listUsers } from '../../persistence/users.js';
import { hashPassword } from '../auth/password.js';
import { isTrivial } from '../auth/trivial-password.js';
import { CreateUserDto } from './accounts.dto.js';

export interface FirstAdmin {
  username: string;
  name: string;
  password: string;
}

/**
 * Makes a database without users ready to be administered: one admin, who makes the others, and a calendar if there is none.
 * All or nothing. Throws `ConfigError` when there are users already, and for a name or password that the settings would refuse; `invalidCalendar` for a law that nobody knows.
 */
export async function addFirstAdmin(ds: DataSource, given: FirstAdmin, law?: CalendarLaw): Promise<void> {
  const account = plainToInstance(CreateUserDto, { ...given, roles: ['admin'], teamIds: [] });
  const problems = validateSync(account).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  if (isTrivial(given.password, [given.username, given.name]))
    problems.push('The password is one that can be guessed with a list');
  if (problems.length > 0) throw new ConfigError(problems);
  const { username, name, roles, teamIds } = account;
  const passwordHash = await hashPassword(account.password);
  await inTransaction(ds, async (tx) => {
    if ((await listUsers(tx)).length > 0) {
      throw new ConfigError(['The database has users: an administrator makes the others']);
    }
    const by = await createUser(tx, { username, name, roles, teamIds, passwordHash }, await getNow(tx));
    await logAccess(tx, {
      action: 'user.created',
      userId: null,
      userName: null,
      details: { userId: by, username, roles },
    });
    await publishFirstCalendar(tx, by, law);
  });
}
