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
} from '../../persistence/sessions.js';
import { findUserToSignIn, type UserToSignIn } from '../../persistence/users.js';
import { CONFIG } from '../foundation/foundation.module.js';
import type { SignedInUser } from './access.js';
import { passwordFits } from './password.js';

const HOUR_MS = 3_600_000;

/** Sessions live by real time, also in the sandbox: moving its clock must not sign everybody out. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {}

  /** A new session and its token, which is kept nowhere. Throws `wrongCredentials`, the same for a wrong name and a wrong password. */
  async signIn(username: string, password: string): Promise<{ token: string; user: SignedInUser }> {
    const found = await findUserToSignIn(this.dataSource, username);
    const fits = await passwordFits(found?.passwordHash ?? null, password);
    const token = found && fits ? await this.open(found) : null;
    if (!found || !token) {
      // The name is not logged: people type their password into the wrong field.
      if (found) await this.log(found, 'session.refused');
      throw new AppError('wrongCredentials');
    }
    await this.log(found, 'session.opened');
    const { passwordHash: _, ...user } = found;
    return { token, user };
  }

  /** The token of a new session; null when the password has been changed meanwhile. */
  private async open({ id: userId, passwordHash }: UserToSignIn): Promise<string | null> {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    const createdAt = now.toISOString();
    const expiresAt = new Date(now.getTime() + this.config.sessionHours * HOUR_MS).toISOString();
    await deleteExpiredSessions(this.dataSource, createdAt);
    const session = { tokenHash: hashOf(token), userId, createdAt, expiresAt, passwordHash: passwordHash! };
    return (await createSession(this.dataSource, session)) ? token : null;
  }

  async findUser(token: string | undefined): Promise<SignedInUser | null> {
    if (!token) return null;
    return findSessionUser(this.dataSource, hashOf(token), new Date().toISOString());
  }

  /** Who is behind each of these sessions now, by the hash of its token; those that are over are missing. */
  findUsers(tokenHashes: readonly string[]): Promise<Map<string, SignedInUser>> {
    return findSessionUsers(this.dataSource, tokenHashes, new Date().toISOString());
  }

  async signOut(token: string | undefined): Promise<void> {
    if (token) await deleteSession(this.dataSource, hashOf(token));
  }

  private log({ id, name }: Pick<SignedInUser, 'id' | 'name'>, action: string): Promise<void> {
    return logAccess(this.dataSource, { action, userId: id, userName: name });
  }
}

/** The token has 256 random bits, so a plain hash is as good as a slow one. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
