import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { logAccess } from '../../persistence/audit.js';
import {
  createSession,
  deleteExpiredSessions,
  deleteSession,
  findSessionUser,
  findSessionUsers,
  touchSession,
  type SessionLimits,
  type WantedSession,
} from '../../persistence/sessions.js';
import { claimAttempt, forgiveAttempts } from '../../persistence/sign-in-failures.js';
import { findUserToSignIn } from '../../persistence/users.js';
import { CONFIG } from '../foundation/foundation.module.js';
import type { SignedInUser } from './access.js';
import { passwordFits } from './password.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Nobody need know to the second when a person was last there. */
const TOUCH_AFTER_MS = 30_000;

/** Sessions live by real time, also in the sandbox: moving its clock must not sign everybody out. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * A new session and its token, which is kept nowhere; the session that `before` is the token of is over. Throws `wrongCredentials`, the same for a
   * wrong name and a wrong password, and `signInPaused` while too many were wrong, whether or not somebody has the name.
   */
  async signIn(
    username: string,
    password: string,
    before?: string,
  ): Promise<{ token: string; user: SignedInUser }> {
    if (!(await claimAttempt(this.dataSource, username, this.limits().now)))
      throw new AppError('signInPaused');
    const found = await findUserToSignIn(this.dataSource, username);
    const fits = await passwordFits(found?.passwordHash ?? null, password);
    const token = found && fits ? await this.open(found.id, { passwordHash: found.passwordHash! }) : null;
    if (!found || !token) {
      // The name is not logged: people type their password into the wrong field.
      if (found) await this.log(found, 'session.refused');
      throw new AppError('wrongCredentials');
    }
    await forgiveAttempts(this.dataSource, username);
    await this.signOut(before);
    await this.log(found, 'session.opened');
    const { passwordHash: _, ...user } = found;
    return { token, user };
  }

  /** The token of a new session; null when the password has been changed meanwhile, or the account is closed. */
  async open(
    userId: string,
    proof: Pick<WantedSession, 'passwordHash' | 'logoutHint'>,
  ): Promise<string | null> {
    const token = randomBytes(32).toString('base64url');
    const limits = this.limits();
    const expiresAt = new Date(Date.parse(limits.now) + this.config.sessionHours * HOUR_MS).toISOString();
    await deleteExpiredSessions(this.dataSource, limits);
    const session = { tokenHash: hashOf(token), userId, createdAt: limits.now, expiresAt, ...proof };
    return (await createSession(this.dataSource, session)) ? token : null;
  }

  /** Who is behind the session; null when it is over. `attended`: somebody sits there and is seen. */
  async findUser(token: string | undefined, attended = false): Promise<SignedInUser | null> {
    if (!token) return null;
    const limits = this.limits();
    const found = await findSessionUser(this.dataSource, hashOf(token), limits);
    if (!found) return null;
    const unseenMs = Date.parse(limits.now) - Date.parse(found.lastSeenAt);
    if (attended && unseenMs > TOUCH_AFTER_MS) await touchSession(this.dataSource, hashOf(token), limits.now);
    return found.user;
  }

  /** Who is behind each of these sessions now, by the hash of its token; those that are over are missing. */
  findUsers(tokenHashes: readonly string[]): Promise<Map<string, SignedInUser>> {
    return findSessionUsers(this.dataSource, tokenHashes, this.limits());
  }

  /** What the identity provider wants to be shown of the session that is over now. */
  async signOut(token: string | undefined): Promise<string | null> {
    const gone = token ? await deleteSession(this.dataSource, hashOf(token)) : null;
    if (gone) await this.log(gone, 'session.closed');
    return gone?.logoutHint ?? null;
  }

  private limits(): SessionLimits {
    const now = Date.now();
    const seenAfter = new Date(now - this.config.sessionIdleMinutes * MINUTE_MS).toISOString();
    return { now: new Date(now).toISOString(), seenAfter };
  }

  private log({ id, name }: Pick<SignedInUser, 'id' | 'name'>, action: string): Promise<void> {
    return logAccess(this.dataSource, { action, userId: id, userName: name });
  }
}

/** The token has 256 random bits, so a plain hash is as good as a slow one. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
