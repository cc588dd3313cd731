import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { replacePassword } from '../../persistence/accounts.js';
import { logAccess } from '../../persistence/audit.js';
import { deleteOtherSessionsOfUser } from '../../persistence/sessions.js';
import { claimAttempt, forgiveAttempts } from '../../persistence/sign-in-failures.js';
import { inTransaction, type Db } from '../../persistence/transaction.js';
import { findUserToSignIn } from '../../persistence/users.js';
import type { SignedInUser } from '../auth/access.js';
import { hashPassword, passwordFits } from '../auth/password.js';
import { refuseTrivial } from '../auth/trivial-password.js';

/** People change their own password, and nobody else's. */
@Injectable()
export class OwnPasswordService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The old password no longer counts, and every session of the user but `session`, the hash of a token, is over. Throws `wrongPassword`, which
   * is logged; `signInPaused`, `samePassword`, `trivialPassword`.
   */
  async change(user: SignedInUser, given: { current: string; next: string }, session: string): Promise<void> {
    if (!(await claimAttempt(this.dataSource, user.username, new Date().toISOString())))
      throw new AppError('signInPaused');
    const stored = (await findUserToSignIn(this.dataSource, user.username))?.passwordHash ?? null;
    if (!(await passwordFits(stored, given.current)) || stored === null) return this.refuse(user);
    if (given.next === given.current) throw new AppError('samePassword');
    refuseTrivial(given.next, user);
    const hashes = { from: stored, to: await hashPassword(given.next) };
    const changed = await inTransaction(this.dataSource, async (tx) => {
      // Somebody may have set another meanwhile; that one stays.
      if (!(await replacePassword(tx, user.id, hashes))) return false;
      await deleteOtherSessionsOfUser(tx, user.id, session);
      await forgiveAttempts(tx, user.username);
      await log(tx, user, 'user.passwordChanged');
      return true;
    });
    if (!changed) return this.refuse(user);
  }

  private async refuse(user: SignedInUser): Promise<never> {
    await log(this.dataSource, user, 'user.passwordRefused');
    throw new AppError('wrongPassword');
  }
}

function log(db: Db, { id, name }: SignedInUser, action: string): Promise<void> {
  return logAccess(db, { action, userId: id, userName: name });
}
