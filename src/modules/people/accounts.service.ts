import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Right, Role } from '../../machines/definition.js';
import {
  findAccount,
  findMissingTeams,
  lockAccounts,
  setActive,
  isUsernameTaken,
  type AccountRow,
  type LockedAccount,
} from '../../persistence/accounts.js';
import { logAccess } from '../../persistence/audit.js';
import { getNow } from '../../persistence/clock.js';
import { lockRoles } from '../../persistence/roles.js';
import { deleteSessionsOfUser } from '../../persistence/sessions.js';
import { inTransaction, isUniqueViolation, type Db } from '../../persistence/transaction.js';
import { createUser, updateUser } from '../../persistence/users.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import type { SignedInUser } from '../auth/access.js';
import { ChangesService, type TwoPeople } from '../changes/changes.service.js';
import { OneTimeCodeService, type OneTimeCode } from './one-time-code.service.js';
import { refuseStale } from './stale-setting.js';

export interface AccountChange {
  name: string;
  roles: Role[];
  teamIds: string[];
}

/** A change with what was read before it; what waits for approval since an earlier version has none. */
interface Revision extends AccountChange {
  seen?: AccountChange;
}

export interface NewAccount extends AccountChange {
  username: string;
}

/** An account as it is now; or what another administrator must approve first. */
export type AccountOrPending = { account: AccountRow } | { pending: PendingChange };

interface About {
  id: string;
}

/**
 * The accounts of the product. Whatever gives somebody more than she had, or a new way in, is asked for by one administrator and approved by
 * another; taking away is done at once. Each change is logged, in the same transaction; the same change twice is logged once. There is always
 * an active admin, and nobody gives herself rights.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
    private readonly codes: OneTimeCodeService,
  ) {
    changes.carry('user.create', (account: NewAccount, people) => this.create(account, people));
    changes.carry('user.change', ({ id, ...change }: Revision & About, { approvedBy }) =>
      this.change(approvedBy, id, change),
    );
    changes.carry('user.reactivate', ({ id }: About, { approvedBy }) => this.setActive(approvedBy, id, true));
    changes.carry('user.code', ({ id }: About, people) => this.giveCode(id, people));
  }

  /** Throws `usernameTaken`, `unknownTeam`, `unknownRole`, `changePending`. */
  async requestNew(by: SignedInUser, { username: given, ...rest }: NewAccount): Promise<PendingChange> {
    const username = given.toLowerCase();
    await this.checkTeams(this.dataSource, rest.teamIds);
    await inTransaction(this.dataSource, (tx) => this.rightsOf(tx, rest.roles));
    if (await isUsernameTaken(this.dataSource, username)) throw new AppError('usernameTaken', { username });
    const payload = { username, ...rest };
    return this.changes.request(by, { kind: 'user.create', subject: username, payload });
  }

  /**
   * Sets name, roles and teams at once when that gives nothing new; else it is pending. Throws `notFound`, `ownAccount`, `lastAdmin`, `unknownTeam`,
   * `unknownRole`, `changePending`, `staleSetting`.
   */
  async requestChange(
    by: SignedInUser,
    id: string,
    change: AccountChange & { seen: AccountChange },
  ): Promise<AccountOrPending> {
    const account = await this.get(id);
    const gains = [
      ...change.roles.filter((role) => !account.roles.includes(role)),
      ...change.teamIds.filter((team) => !account.teamIds.includes(team)),
    ];
    if (gains.length === 0) return { account: await this.change(by, id, change) };
    if (by.id === id) throw new AppError('ownAccount');
    refuseStale(inOrder(change.seen), inOrder(account));
    await this.checkTeams(this.dataSource, change.teamIds);
    await inTransaction(this.dataSource, (tx) => this.rightsOf(tx, change.roles));
    const payload = { id, ...change };
    return { pending: await this.changes.request(by, { kind: 'user.change', subject: id, payload }) };
  }

  /** A code by which the user sets a new password herself. Throws `notFound`, `ownAccount`, `changePending`. */
  async requestCode(by: SignedInUser, id: string): Promise<PendingChange> {
    const { active } = await this.get(id);
    if (by.id === id) throw new AppError('ownAccount');
    if (!active) throw new AppError('notFound', { id });
    return this.changes.request(by, { kind: 'user.code', subject: id, payload: { id } });
  }

  /** Closes an account at once; opening it again is pending. Throws `notFound`, `ownAccount`, `lastAdmin`, `changePending`. */
  async requestActive(by: SignedInUser, id: string, active: boolean): Promise<AccountOrPending> {
    const account = await this.get(id);
    if (!active || account.active) return { account: await this.setActive(by, id, active) };
    const request = { kind: 'user.reactivate', subject: id, payload: { id } } as const;
    return { pending: await this.changes.request(by, request) };
  }

  private async create(
    account: NewAccount,
    people: TwoPeople,
  ): Promise<{ account: AccountRow; code: OneTimeCode }> {
    const { username, roles, teamIds } = account;
    try {
      return await inTransaction(this.dataSource, async (tx) => {
        await this.checkTeams(tx, teamIds);
        await this.rightsOf(tx, roles);
        const id = await createUser(tx, account, await getNow(tx));
        await this.log(tx, people.approvedBy, 'user.created', { id, username }, { roles, teamIds });
        const code = await this.codes.give(tx, { id, username }, people);
        return { account: (await findAccount(tx, id))!, code };
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('usernameTaken', { username });
      throw error;
    }
  }

  private change(by: SignedInUser, id: string, { seen, ...change }: Revision): Promise<AccountRow> {
    return this.onAccount(id, async (tx, account, admins) => {
      const [before, after] = [inOrder(account), inOrder(change)];
      if (same(before, after)) return;
      if (seen) refuseStale(inOrder(seen), before);
      const sameRights = same([before.roles, before.teamIds], [after.roles, after.teamIds]);
      if (by.id === id && !sameRights) throw new AppError('ownAccount');
      const rights = await this.rightsOf(tx, after.roles);
      if (!rights.has('admin')) this.keepAnAdmin(account, admins);
      await this.checkTeams(tx, after.teamIds);
      await updateUser(tx, { id, ...change });
      await this.log(tx, by, 'user.changed', account, { before, after });
    });
  }

  /** The old password is over, and so are all sessions. */
  private async giveCode(id: string, people: TwoPeople): Promise<{ account: AccountRow; code: OneTimeCode }> {
    const codes: OneTimeCode[] = [];
    const account = await this.onAccount(id, async (tx, locked) => {
      codes.push(await this.codes.give(tx, locked, people));
      await this.log(tx, people.approvedBy, 'user.codeGiven', locked);
    });
    return { account, code: codes[0]! };
  }

  /** Who is deactivated is signed out at once; her cases and tasks stay hers until a leader hands them over. */
  private setActive(by: SignedInUser, id: string, active: boolean): Promise<AccountRow> {
    return this.onAccount(id, async (tx, account, admins) => {
      if (account.active === active) return;
      if (!active && by.id === id) throw new AppError('ownAccount');
      if (!active) this.keepAnAdmin(account, admins);
      await setActive(tx, id, active);
      if (!active) await deleteSessionsOfUser(tx, id);
      await this.log(tx, by, active ? 'user.reactivated' : 'user.deactivated', account);
    });
  }

  private async get(id: string): Promise<AccountRow> {
    const account = await findAccount(this.dataSource, id);
    if (!account) throw new AppError('notFound', { id });
    return account;
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

/** In one order, so that two can be compared. */
const inOrder = ({ name, roles, teamIds }: AccountChange): AccountChange => ({
  name,
  roles: [...roles].sort(),
  teamIds: [...teamIds].sort(),
});
