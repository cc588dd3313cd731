import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { EventDefinition } from '../../machines/definition.js';
import type { CaseEvent, Sender } from '../../machines/event.js';
import { explain } from '../../machines/explain.js';
import { wrongRole } from '../../machines/reasons.js';
import { everySender, mayBeSentBy, sendersOf } from '../../machines/senders.js';
import { activePaths } from '../../machines/state-value.js';
import type { Facts } from '../../machines/snapshot.js';
import { applyEvent, type Applied, type EventCommand } from '../../persistence/apply-event.js';
import { findCaseHold } from '../../persistence/case-holds.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import type { IdempotencyKey } from '../../persistence/idempotency.js';
import { getStepEnv } from '../../persistence/step-env.js';
import { findUser } from '../../persistence/users.js';
import { findRelative, listChildren, type CaseViewRow } from '../../persistence/views/case-view.js';
import { listDeadlinesOfCase } from '../../persistence/views/deadline-list.js';
import { listTasksOfCase } from '../../persistence/views/task-list.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { CaseAccessService } from './case-access.service.js';
import { toCaseView, type CaseView } from './case-view.js';
import type { SendEventDto } from './cases.dto.js';
import { eventOf, readEventFacts } from './facts-check.js';
import { toInstant } from '../http/dates.js';

/** Who is to have a case, and who had it when that was decided. */
export interface Assignment {
  assigneeId: string | null;
  from?: string | null;
}

const MAX_ATTEMPTS = 20;
const RESERVED = /^(xstate|case|timer)\./;

/** Reading one case, and sending it events. */
@Injectable()
export class CaseService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
    private readonly metrics: MetricsService,
  ) {}

  /** The case as its page shows it to this user. Throws `unknownCase`. */
  async read(user: SignedInUser, caseId: string): Promise<CaseView> {
    return this.present(user, await this.access.getCase(user, caseId, 'case.read'));
  }

  /** Applies an event of a person and returns the case after it. Throws what `applyEvent` throws, and `forbidden` (another role), `invalidFacts`, `reservedEvent`. */
  async send(
    user: SignedInUser,
    caseId: string,
    body: SendEventDto,
    idempotency?: IdempotencyKey,
  ): Promise<CaseView> {
    refuseReserved(body.type);
    const { type, note, happenedAt, expectedSeq } = body;
    const details = { type };
    const row = await this.access.getCaseToChange(user, caseId, 'case.event', details);
    await this.access.logged(user, { action: 'case.event', caseId, details }, async () => {
      const { declared, facts } = await this.readEvent(user, row, body);
      const event: CaseEvent = {
        type,
        by: senderOf(user),
        ...(body.facts && (declared.form ?? []).length > 0 && { facts }),
        ...(note && { note }),
        ...(happenedAt && { happenedAt: toInstant(happenedAt) }),
      };
      const command = { caseId, event, expectedSeq, idempotency, viewer: viewerOf(user) };
      return { done: await this.apply(command), caseId };
    });
    return this.present(user, await this.access.getOwnView(caseId));
  }

  /**
   * Gives the case to a person of its team, or to nobody. `from` is who had it when it was looked at; left out by one who takes it for herself, it is
   * nobody. Throws `unknownUser`, `alreadyAssigned` when somebody else has it by now.
   */
  async assign(user: SignedInUser, caseId: string, wanted: Assignment): Promise<CaseView> {
    const details = { type: 'case.assigned' };
    await this.access.getCaseToChange(user, caseId, 'case.event', details);
    await this.access.logged(user, { action: 'case.event', caseId, details }, async () => ({
      done: await this.tryAssign(user, caseId, wanted),
      caseId,
    }));
    return this.present(user, await this.access.getOwnView(caseId));
  }

  /** Who comes second finds the case changed, and looks who has it now. */
  private async tryAssign(
    user: SignedInUser,
    caseId: string,
    { assigneeId, from }: Assignment,
  ): Promise<void> {
    const seen = from === undefined && assigneeId === user.id ? null : from;
    for (let attempt = 1; ; attempt += 1) {
      const row = await this.access.getOwnView(caseId);
      if (assigneeId) await this.checkMember(assigneeId, row.teamId);
      const { assigneeId: present, assigneeName } = row;
      if (seen !== undefined && present !== seen && present !== assigneeId)
        throw new AppError('alreadyAssigned', { assigneeId: present, assigneeName });
      const event: CaseEvent = { type: 'case.assigned', by: senderOf(user), assigneeId };
      try {
        await this.apply({ caseId, event, expectedSeq: row.seq, viewer: viewerOf(user) });
        return;
      } catch (error) {
        const overtaken = error instanceof AppError && error.code === 'staleSeq';
        if (!overtaken || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Throws `unknownUser` unless the person is an active caseworker or leader of the team. */
  async checkMember(userId: string, teamId: string): Promise<void> {
    const found = await findUser(this.dataSource, userId);
    const handlesCases = found?.rights.some((right) => right === 'caseworker' || right === 'teamLeader');
    if (!found?.active || !found.teamIds.includes(teamId) || !handlesCases)
      throw new AppError('unknownUser', { userId, teamId });
  }

  /** The page of a case that the user may see. */
  async present(user: SignedInUser, row: CaseViewRow): Promise<CaseView> {
    const db = this.dataSource;
    const [compiled, env, tasks, deadlines, children, parent, hold] = await Promise.all([
      getCompiled(db, row.caseType, row.version),
      getStepEnv(db, row),
      listTasksOfCase(db, row.id),
      listDeadlinesOfCase(db, row.id),
      listChildren(db, row.id),
      row.parentId ? findRelative(db, row.parentId) : null,
      findCaseHold(db, row.id),
    ]);
    const events = explain(compiled, row.snapshot, env, user.roles);
    return toCaseView({ row, compiled, tasks, deadlines, events, parent, children, hold });
  }

  private async readEvent(
    user: SignedInUser,
    row: CaseViewRow,
    body: SendEventDto,
  ): Promise<{ declared: EventDefinition; facts: Facts }> {
    const compiled = await getCompiled(this.dataSource, row.caseType, row.version);
    const declared = eventOf(compiled, body.type);
    const senders = sendersOf(compiled, body.type, activePaths(compiled, row.snapshot.value));
    // What was due before may lead to a state with other senders: the step has the last word.
    if (!mayBeSentBy([...senders, ...everySender(compiled, body.type)], user.roles))
      throw new AppError('forbidden', { reasons: [wrongRole(senders, compiled.definition.roles)] });
    return { declared, facts: readEventFacts(compiled, body.type, body.facts) };
  }

  private async apply(command: EventCommand): Promise<Applied> {
    const stop = this.metrics.applySeconds.startTimer();
    try {
      const applied = await applyEvent(this.dataSource, command);
      this.metrics.events.inc({ outcome: applied.repeated ? 'repeated' : 'applied' });
      return applied;
    } catch (error) {
      this.metrics.events.inc({ outcome: error instanceof AppError ? error.code : 'unexpected' });
      throw error;
    } finally {
      stop();
    }
  }
}

/** Throws `reservedEvent` for names that only the engine gives: a client could otherwise forge a timer or a child's end. */
export function refuseReserved(type: string): void {
  if (RESERVED.test(type)) throw new AppError('reservedEvent', { type });
}

/** The user as the event log keeps them. */
export function senderOf({ id, name, roles }: SignedInUser): Sender {
  return { userId: id, name, roles };
}
