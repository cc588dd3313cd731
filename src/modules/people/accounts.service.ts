import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Right, Role } from '../../machines/definition.js';
import {
  findAccount,
  findMissingTeams,
  lockAccounts,
  setActive,
  setPassword,
  type AccountRow,
  type LockedAccount,
} from '../../persistence/accounts.js';
import { logAccess } from '../../persistence/audit.js';
import { getNow } from '../../persistence/clock.js';
import { lockRoles } from '../../persistence/roles.js';
import { deleteSessionsOfUser } from '../../persistence/sessions.js';
import { inTransaction, isUniqueViolation, type Db } from '../../persistence/transaction.js';
import { createUser, updateUser } from '../../persistence/users.js';
import { hashPassword } from '../auth/password.js';
import { refuseTrivial } from '../auth/trivial-password.js';
import type { SignedInUser } from '../auth/access.js';

export interface AccountChange {
  name: string;
  roles: Role[];
  teamIds: string[];
}

export interface NewAccount extends AccountChange {
  username: string;
  password: string;
}

/**
 * The accounts of the product. Each change is logged with who made it, in the same transaction; the same change twice is logged once.
 * There is always an active admin, and nobody gives herself rights.
 */
@Injectable()
export class AccountsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `usernameTaken`, `unknownTeam`, `unknownRole`. */
  async create(by: SignedInUser, account: NewAccount): Promise<AccountRow> {
    const { password, username: given, ...rest } = account;
    const username = given.toLowerCase();
    refuseTrivial(password, { username, name: rest.name });
    const passwordHash = await hashPassword(password);
    try {
      return await inTransaction(this.dataSource, async (tx) => {
        await this.checkTeams(tx, rest.teamIds);
        await this.rightsOf(tx, rest.roles);
        const id = await createUser(tx, { ...rest, username, passwordHash }, await getNow(tx));
        const { roles, teamIds } = rest;
        await this.log(tx, by, 'user.created', { id, username }, { roles, teamIds });
        return (await findAccount(tx, id))!;
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('usernameTaken', { username });
      throw error;
    }
  }

  /** Sets name, roles and teams. Throws `notFound`, `ownAccount`, `lastAdmin`, `unknownTeam`, `unknownRole`. */
  change(by: SignedInUser, id: string, change: AccountChange): Promise<AccountRow> {
    return this.onAccount(id, async (tx, account, admins) => {
      const after = { ...change, roles: [...change.roles].sort(), teamIds: [...change.teamIds].sort() };
      const before = { name: account.name, roles: [...account.roles].sort(), teamIds: account.teamIds };
      if (same(before, after)) return;
      const sameRights = same([before.roles, before.teamIds], [after.roles, after.teamIds]);
      if (by.id === id && !sameRights) throw new AppError('ownAccount');
      const rights = await this.rightsOf(tx, after.roles);
      if (!rights.has('admin')) this.keepAnAdmin(account, admins);
      await this.checkTeams(tx, after.teamIds);
      await updateUser(tx, { id, ...change });
      await this.log(tx, by, 'user.changed', account, { before, after });
    });
  }

  /** A new password signs the user out everywhere. Throws `notFound`. */
  async setPassword(by: SignedInUser, id: string, password: string): Promise<AccountRow> {
    const passwordHash = await hashPassword(password);
    return this.onAccount(id, async (tx, account) => {
      refuseTrivial(password, account);
      await setPassword(tx, id, passwordHash);
      await deleteSessionsOfUser(tx, id);
      await this.log(tx, by, 'user.passwordSet', account);
    });
  }

  /** Who is deactivated is signed out at once; her cases and tasks stay hers until a leader hands them over. Throws `notFound`, `ownAccount`, `lastAdmin`. */
  setActive(by: SignedInUser, id: string, active: boolean): Promise<AccountRow> {
    return this.onAccount(id, async (tx, account, admins) => {
      if (account.active === active) return;
      if (!active && by.id === id) throw new AppError('ownAccount');
      if (!active) this.keepAnAdmin(account, admins);
      await setActive(tx, id, active);
      if (!active) await deleteSessionsOfUser(tx, id);
      await this.log(tx, by, active ? 'user.reactivated' : 'user.deactivated', account);
    });
  }

  /** Runs the change on a locked account; all active admins are locked with it, so that two changes cannot take the last two. */
  private onAccount(
    id: string,
    change: (tx: EntityManager, account: LockedAccount, admins: LockedAccount[]) => Promise<void>,
  ): Promise<AccountRow> {
    return inTransaction(this.dataSource, async (tx) => {
      const locked = await lockAccounts(tx, id);
      const account = locked.find((each) => each.id === id);
      if (!account) throw new AppError('notFound', { id });
      await change(
        tx,
        account,
        locked.filter(({ active, rights }) => active && rights.includes('admin')),
      );
      return (await findAccount(tx, id))!;
    });
  }

  private keepAnAdmin({ id }: LockedAccount, admins: LockedAccount[]): void {
    const isOne = admins.some((admin) => admin.id === id);
    if (isOne && admins.length === 1) throw new AppError('lastAdmin', { id });
  }

  private async checkTeams(db: Db, teamIds: string[]): Promise<void> {
    const missing = await findMissingTeams(db, teamIds);
    if (missing.length > 0) throw new AppError('unknownTeam', { teamIds: missing });
  }

  /** What the roles allow; they stay as they are until the transaction ends. */
  private async rightsOf(tx: Db, roles: Role[]): Promise<ReadonlySet<Right>> {
    const known = await lockRoles(tx, roles);
    const missing = roles.filter((role) => !known.some(({ key }) => key === role));
    if (missing.length > 0) throw new AppError('unknownRole', { roles: missing });
    return new Set(known.map(({ rights }) => rights));
  }

  private log(
    db: Db,
    by: SignedInUser,
    action: string,
    { id, username }: Pick<LockedAccount, 'id' | 'username'>,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const details = { userId: id, username, ...more };
    return logAccess(db, { action, userId: by.id, userName: by.name, details });
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
