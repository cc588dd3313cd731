import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { findMissingTeams } from '../../persistence/accounts.js';
import { logAccess } from '../../persistence/audit.js';
import { publishFirstCalendar } from '../../persistence/calendars.js';
import { getNow } from '../../persistence/clock.js';
import { lockUserOfSubject, type FederatedUser } from '../../persistence/federated-users.js';
import { deleteSessionsOfUser } from '../../persistence/sessions.js';
import { inTransaction, isUniqueViolation, type Db } from '../../persistence/transaction.js';
import { createUser, updateUser } from '../../persistence/users.js';
import { SessionService } from '../auth/session.service.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { admissionOf, type Admission } from '../../group-map.js';

/** Who has signed in at the municipality's identity provider, as that says. */
export interface FederatedPerson {
  /** Never given to another: issuer and identifier. */
  subject: string;
  username: string;
  name: string;
  groups: string[];
  /** What the provider wants to be shown when its user signs out here. */
  logoutHint?: string;
}

/**
 * People whom the identity provider vouches for. Name, roles and teams are what it says at each sign-in, by `SIGN_IN_GROUPS`; an account is made with
 * the first, and with that of the first administrator the calendar, if there is none. It is never taken for a local account of the same name.
 */
@Injectable()
export class FederationService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly sessions: SessionService,
  ) {}

  /**
   * The token of a new session; that of `before` is over. Throws `notAdmitted` when no group gives a role, or the account is closed, and
   * `usernameTaken` when a local account has the name.
   */
  async signIn(person: FederatedPerson, before?: string): Promise<string> {
    const admission = admissionOf(this.config.signInGroups, person.groups);
    const id = await this.accountOf(person, admission);
    const { logoutHint } = person;
    const token = id && (await this.sessions.open(id, { ...(logoutHint && { logoutHint }) }));
    if (!id || !token) throw new AppError('notAdmitted');
    await this.sessions.signOut(before);
    await this.log(this.dataSource, 'session.opened', id, person);
    return token;
  }

  /** Ends all sessions of whom the provider calls so; harmless when that is nobody. */
  async signOut(subject: string): Promise<void> {
    await inTransaction(this.dataSource, async (tx) => {
      const known = await lockUserOfSubject(tx, subject);
      if (!known) return;
      await deleteSessionsOfUser(tx, known.id);
      await this.log(tx, 'session.closed', known.id, known, { federated: true });
    });
  }

  /** Null when the person may not come in: then whatever sessions were open are over. */
  private async accountOf(person: FederatedPerson, admission: Admission | null): Promise<string | null> {
    try {
      return await inTransaction(this.dataSource, async (tx) => {
        const known = await lockUserOfSubject(tx, person.subject);
        if (!admission) {
          if (known) await deleteSessionsOfUser(tx, known.id);
          return null;
        }
        const missing = new Set(await findMissingTeams(tx, admission.teamIds));
        const teamIds = admission.teamIds.filter((team) => !missing.has(team));
        const after = { name: person.name, roles: admission.roles, teamIds };
        return known ? this.update(tx, known, after) : this.create(tx, person, after);
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('usernameTaken', { username: person.username });
      throw error;
    }
  }

  private async create(
    tx: EntityManager,
    { subject, username }: FederatedPerson,
    account: Admission & { name: string },
  ): Promise<string> {
    const id = await createUser(tx, { ...account, username, subject }, await getNow(tx));
    const { name, roles, teamIds } = account;
    const details = { userId: id, username, roles, teamIds, federated: true };
    await this.log(tx, 'user.created', id, { name }, details);
    if (roles.includes('admin')) await publishFirstCalendar(tx, id, this.config.calendarLaw);
    return id;
  }

  private async update(
    tx: EntityManager,
    { id, username, name, roles, teamIds }: FederatedUser,
    after: Admission & { name: string },
  ): Promise<string> {
    const before = { name, roles: [...roles].sort(), teamIds };
    if (JSON.stringify(before) === JSON.stringify(after)) return id;
    await updateUser(tx, { id, ...after });
    const details = { userId: id, username, before, after, federated: true };
    await this.log(tx, 'user.changed', id, after, details);
    return id;
  }

  private log(
    db: Db,
    action: string,
    userId: string,
    { name }: { name: string },
    details = {},
  ): Promise<void> {
    return logAccess(db, { action, userId, userName: name, details });
  }
}
