import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../../config.js';
import { logAccess } from '../../persistence/audit.js';
import type { CalendarLaw } from '../../machines/holidays.js';
import { publishFirstCalendar } from '../../persistence/calendars.js';
import { getNow } from '../../persistence/clock.js';
import { isUsernameTaken } from '../../persistence/accounts.js';
import { haveTwoAdmins } from '../../persistence/pending-changes.js';
import { inTransaction } from '../../persistence/transaction.js';
import { createUser } from '../../persistence/users.js';
import { hashPassword } from '../auth/password.js';
import { isTrivial } from '../auth/trivial-password.js';
import { FirstAdminDto } from './accounts.dto.js';

export interface FirstAdmin {
  username: string;
  name: string;
  password: string;
}

/**
 * Makes an administrator of somebody at the terminal, and a calendar if there is none: the first of a municipality, and the second, because everything
 * further takes two. All or nothing. Throws `ConfigError` when there are two active administrators of whom neither has made the other, and for a
 * name or password that the settings would refuse; `invalidCalendar` for a law that nobody knows.
 */
export async function addFirstAdmin(ds: DataSource, given: FirstAdmin, law?: CalendarLaw): Promise<void> {
  const account = plainToInstance(FirstAdminDto, { ...given, roles: ['admin'], teamIds: [] });
  const problems = validateSync(account).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  if (isTrivial(given.password, [given.username, given.name]))
    problems.push('The password is one that can be guessed with a list');
  if (problems.length > 0) throw new ConfigError(problems);
  const { username, name, roles, teamIds } = account;
  const passwordHash = await hashPassword(account.password);
  await inTransaction(ds, async (tx) => {
    if (await haveTwoAdmins(tx)) {
      throw new ConfigError(['There are two administrators, who make the others together']);
    }
    if (await isUsernameTaken(tx, username.toLowerCase())) {
      throw new ConfigError([`There is a user of the name ${username}`]);
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
