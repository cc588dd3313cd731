import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Instant } from '../../machines/definition.js';
import { logAccess } from '../../persistence/audit.js';
import { findUserOfCode, redeemCode, setOneTimeCode } from '../../persistence/one-time-codes.js';
import { noteMakers } from '../../persistence/pending-changes.js';
import { deleteSessionsOfUser } from '../../persistence/sessions.js';
import { claimAttempt, forgiveAttempts } from '../../persistence/sign-in-failures.js';
import { inTransaction, type Db } from '../../persistence/transaction.js';
import { hashPassword } from '../auth/password.js';
import { refuseTrivial } from '../auth/trivial-password.js';
import type { TwoPeople } from '../changes/changes.service.js';

/** To be handed to its user, by whoever has approved it; shown this once. */
export interface OneTimeCode {
  username: string;
  code: string;
  expiresAt: Instant;
}

const VALID_HOURS = 24;
const HOUR_MS = 3_600_000;
/** Nothing that is mistaken for something else when it is read aloud; 20 of them are 98 bits. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** The way into an account whose password nobody knows: its user sets one herself, once, by a code that counts for a day. */
@Injectable()
export class OneTimeCodeService {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes the password away, ends all sessions, and makes a code; both people count as one with the account from now on. */
  async give(
    tx: Db,
    { id, username }: { id: string; username: string },
    { requestedBy, approvedBy }: TwoPeople,
  ): Promise<OneTimeCode> {
    const letters = Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)]);
    const code = letters.join('').replace(/(.{5})(?=.)/g, '$1-');
    const expiresAt = new Date(Date.now() + VALID_HOURS * HOUR_MS).toISOString();
    await setOneTimeCode(tx, id, code, expiresAt);
    await noteMakers(tx, id, [requestedBy.id, approvedBy.id]);
    await deleteSessionsOfUser(tx, id);
    return { username, code, expiresAt };
  }

  /** Sets the password. Throws `wrongCode`, `signInPaused` after too many of them, and `trivialPassword`. */
  async redeem(given: { username: string; code: string; password: string }): Promise<void> {
    const now = new Date().toISOString();
    const { username, password } = given;
    const code = given.code.trim().toUpperCase();
    if (!(await claimAttempt(this.dataSource, username, now))) throw new AppError('signInPaused');
    const user = await findUserOfCode(this.dataSource, { username, code }, now);
    if (!user) throw new AppError('wrongCode');
    refuseTrivial(password, user);
    const passwordHash = await hashPassword(password);
    await inTransaction(this.dataSource, async (tx) => {
      if (!(await redeemCode(tx, user.id, { code, passwordHash }, now))) throw new AppError('wrongCode');
      await forgiveAttempts(tx, username);
      await logAccess(tx, { action: 'user.codeUsed', userId: user.id, userName: user.name });
    });
  }
}
