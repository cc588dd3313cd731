import { assertNever, type Effect, type EffectOf } from '../machines/effects.js';
import { deliveryToParent, deliveryToChild, doneDelivery } from './deliveries.js';
import { loggedEffect, runningColumns, taskTitle } from './effect-columns.js';
import { newId } from './ids.js';
import type { WriteRows } from './write-statement.js';
import type { AppliedStep } from './write-set.js';

type Row = Record<string, unknown>;
interface Context extends AppliedStep {
  cause: string | null;
  /** How many rows that leave for another case this step has made. */
  deliveries: number;
}

const idOf = (caseId: string, ...parts: (string | number)[]): string => [caseId, ...parts].join('|');

/** The rows that the effects of steps become, folded over all steps that were added. */
export class EffectRows {
  private readonly tasks = new Map<string, Row>();
  private readonly closedTasks: Row[] = [];
  private readonly taskChanges = new Map<string, Row>();
  private readonly deadlines = new Map<string, Row>();
  private readonly stoppedDeadlines: Row[] = [];
  private readonly deadlineChanges = new Map<string, Row>();
  private readonly certificates: Row[] = [];
  private readonly timers = new Map<string, Row>();
  private readonly timersGone: Row[] = [];
  private readonly deliveries: Row[] = [];
  private readonly messages: Row[] = [];
  private readonly messagesCancelled = new Map<string, Row>();
  private readonly agenda: Row[] = [];
  private readonly handovers = new Map<string, Row>();

  /** Adds one step; returns what the event log keeps of its effects: all that no other row of the event says. */
  add(step: AppliedStep, cause: string | null): object[] {
    const context: Context = { ...step, cause, deliveries: 0 };
    const fired = step.event.timer;
    if (fired) this.timerGone(context, fired.id, fired.arming);
    for (const effect of step.result.effects) this.addEffect(effect, context);
    if (step.event.migration) this.renameDeadlines(context);
    return step.result.effects.flatMap(loggedEffect);
  }

  rows(): WriteRows {
    return {
      taskChanges: [...this.taskChanges.values()],
      handovers: [...this.handovers.values()],
      tasks: [...this.closedTasks, ...this.tasks.values()],
      deadlineChanges: [...this.deadlineChanges.values()],
      deadlines: [...this.stoppedDeadlines, ...this.deadlines.values()],
      certificates: this.certificates,
      timersGone: this.timersGone,
      timers: [...this.timers.values()],
      deliveries: this.deliveries,
      heard: this.senders(),
      messagesCancelled: [...this.messagesCancelled.values()],
      messages: this.messages,
      agenda: this.agenda,
    };
  }

  private senders(): Row[] {
    return [...new Set(this.deliveries.map(({ cause }) => cause))].map((cause) => ({ cause }));
  }

  /** The first moment at which one of the timers or messages is due; a year no case reaches when there is none. */
  earliestDue(): string {
    const moments = [...this.timers.values(), ...this.deliveries].map((row) => row.due_at as string);
    const sendings = this.messages.map((row) => row.next_attempt_at as string);
    return [...moments, ...sendings].reduce((a, b) => (a < b ? a : b), '9999');
  }

  private addEffect(effect: Effect, context: Context): void {
    switch (effect.type) {
      case 'openTask':
        return this.openTask(effect, context);
      case 'updateTask':
        return this.changeTask(effect.key, context, taskTitle(effect));
      case 'closeTask':
        return this.closeTask(effect, context);
      case 'startDeadline':
        return this.startDeadline(effect, context);
      case 'moveDeadline':
        this.certify(effect, context);
        return this.changeDeadline(effect.key, context, runningColumns(effect.deadline));
      case 'breachDeadline':
        return this.changeDeadline(effect.key, context, runningColumns(effect.deadline));
      case 'stopDeadline':
        return this.stopDeadline(effect, context);
      case 'armTimer':
        return this.armTimer(effect, context);
      case 'cancelTimer':
        return this.timerGone(context, effect.id, effect.arming);
      case 'sendMessage':
        return this.sendMessage(effect, context);
      case 'cancelMessages':
        return this.cancelMessages(context);
      case 'putOnAgenda':
        return this.putOnAgenda(effect, context);
      case 'assign':
        return this.assign(effect, context);
      case 'cancelChild':
      case 'sendEvent':
      case 'endCase':
        return this.deliver(effect, context);
      case 'openChild':
      case 'openCase':
      case 'journal':
        // Cases are opened by `openings.ts`; a journal entry is kept with its event.
        return;
      default:
        return assertNever(effect);
    }
  }

  private openTask(effect: EffectOf<'openTask'>, context: Context): void {
    const { row, cause, happenedAt, result } = context;
    this.tasks.set(idOf(row.id, effect.key), {
      cause,
      id: newId(),
      case_id: row.id,
      key: effect.key,
      ...taskTitle(effect),
      role: effect.role,
      deadline_key: effect.deadline,
      team_id: row.teamId,
      assignee_id: effect.role === 'caseworker' ? row.assigneeId : null,
      status: 'open',
      opened_seq: result.snapshot.seq,
      opened_at: happenedAt,
    });
  }

  private changeTask(key: string, { row, cause }: Context, change: Row): void {
    const id = idOf(row.id, key);
    const pending = this.tasks.get(id);
    if (pending) Object.assign(pending, change);
    else {
      const earlier = this.taskChanges.get(id) ?? { status: 'open' };
      this.taskChanges.set(id, { ...earlier, cause, case_id: row.id, key, ...change });
    }
  }

  private closeTask({ key, outcome }: EffectOf<'closeTask'>, context: Context): void {
    const { row, happenedAt, result, event } = context;
    const closed_by = event.by?.userId;
    this.changeTask(key, context, {
      status: outcome,
      closed_seq: result.snapshot.seq,
      closed_at: happenedAt,
      closed_by,
    });
    const id = idOf(row.id, key);
    const pending = this.tasks.get(id);
    if (pending) this.closedTasks.push(pending);
    this.tasks.delete(id);
  }

  private startDeadline(effect: EffectOf<'startDeadline'>, context: Context): void {
    const { row, cause, compiled, result } = context;
    const definition = compiled.definition.deadlines[effect.key]!;
    this.deadlines.set(idOf(row.id, effect.key), {
      cause,
      case_id: row.id,
      key: effect.key,
      started_seq: result.snapshot.seq,
      title: definition.title,
      kind: definition.kind,
      started_at: effect.deadline.startedAt,
      ...runningColumns(effect.deadline),
    });
    this.certify(effect, context);
  }

  private certify({ key, certificate }: EffectOf<'startDeadline' | 'moveDeadline'>, context: Context): void {
    const { row, cause, result } = context;
    this.certificates.push({ cause, case_id: row.id, key, seq: result.snapshot.seq, certificate });
  }

  private changeDeadline(key: string, { row, cause }: Context, change: Row): void {
    const id = idOf(row.id, key);
    const pending = this.deadlines.get(id);
    if (pending) Object.assign(pending, change);
    else
      this.deadlineChanges.set(id, {
        ...this.deadlineChanges.get(id),
        cause,
        case_id: row.id,
        key,
        ...change,
      });
  }

  private stopDeadline(effect: EffectOf<'stopDeadline'>, context: Context): void {
    const { key, outcome, stoppedOn, breachWithdrawn } = effect;
    const stop = { status: outcome, stopped_on: stoppedOn, breach_withdrawn: breachWithdrawn };
    this.changeDeadline(key, context, stop);
    const id = idOf(context.row.id, key);
    const pending = this.deadlines.get(id);
    if (pending) this.stoppedDeadlines.push(breachWithdrawn ? { ...pending, breached_at: null } : pending);
    this.deadlines.delete(id);
  }

  /** A deadline that goes on is called what the new version calls it: no effect says so, for nothing has happened to it. */
  private renameDeadlines(context: Context): void {
    for (const key of Object.keys(context.result.snapshot.deadlines)) {
      const { title, kind } = context.compiled.definition.deadlines[key]!;
      this.changeDeadline(key, context, { title, kind, status: 'running' });
    }
  }

  private armTimer({ id, arming, dueAt, event }: EffectOf<'armTimer'>, { row, cause }: Context): void {
    const timer = { cause, case_id: row.id, timer_id: id, arming, due_at: dueAt, event };
    this.timers.set(idOf(row.id, id, arming), timer);
  }

  private timerGone({ row, cause }: Context, id: string, arming: number): void {
    // Armed and cancelled within this write set: it never was.
    if (this.timers.delete(idOf(row.id, id, arming))) return;
    this.timersGone.push({ cause, case_id: row.id, timer_id: id, arming });
  }

  private sendMessage(effect: EffectOf<'sendMessage'>, { row, cause, at, result }: Context): void {
    this.messages.push({
      cause,
      id: newId(),
      case_id: row.id,
      key: effect.key,
      event_seq: result.snapshot.seq,
      kind: effect.kind,
      subject: effect.subject,
      title: effect.title,
      recipients: effect.to,
      template: effect.template,
      rung: effect.rung,
      late: effect.late,
      status: 'queued',
      created_at: at,
      not_before: effect.notBefore,
      next_attempt_at: effect.notBefore ?? at,
    });
  }

  private cancelMessages({ row, cause }: Context): void {
    this.messagesCancelled.set(row.id, { cause, case_id: row.id });
    for (const message of this.messages) {
      if (message.case_id === row.id) message.status = 'cancelled';
    }
  }

  private putOnAgenda({ agenda, title }: EffectOf<'putOnAgenda'>, context: Context): void {
    const { row, cause, at, result } = context;
    const event_seq = result.snapshot.seq;
    this.agenda.push({ cause, id: newId(), case_id: row.id, agenda, title, event_seq, put_at: at });
  }

  private assign({ assigneeId, teamId }: EffectOf<'assign'>, { row, cause }: Context): void {
    const team_id = teamId ?? row.teamId;
    this.handovers.set(row.id, { cause, case_id: row.id, team_id, assignee_id: assigneeId });
    // Opened within this write set: no row yet that the handover could find.
    for (const task of this.tasks.values()) {
      if (task.case_id !== row.id) continue;
      Object.assign(task, { team_id, ...(task.role === 'caseworker' && { assignee_id: assigneeId }) });
    }
  }

  private deliver(effect: EffectOf<'cancelChild' | 'sendEvent' | 'endCase'>, context: Context): void {
    const delivery = deliveryOf(effect, context, context.deliveries);
    if (!delivery) return;
    context.deliveries += 1;
    this.deliveries.push({ ...delivery, cause: context.cause });
  }
}

function deliveryOf(
  effect: EffectOf<'cancelChild' | 'sendEvent' | 'endCase'>,
  step: AppliedStep,
  index: number,
): Row | null {
  switch (effect.type) {
    case 'cancelChild':
      return deliveryToChild(step, index, effect.id, effect.opening, { type: 'case.cancelled' });
    case 'endCase':
      return doneDelivery(step, index, effect);
    case 'sendEvent': {
      if (effect.to === 'parent') return deliveryToParent(step, index, effect.event);
      const { child } = effect.to;
      const opening = step.result.snapshot.children[child] ?? step.row.snapshot.children[child];
      return opening === undefined ? null : deliveryToChild(step, index, child, opening, effect.event);
    }
    default:
      return assertNever(effect);
  }
}
