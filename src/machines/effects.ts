import type { Instant, LocalDate, Recipient, Role } from './definition.js';
import type { Facts, Json, RunningDeadline } from './snapshot.js';
import type { Certificate } from './certificate.js';
import type { CaseEvent } from './event.js';

/** Text with its expressions filled in, per language. */
export interface PlainText {
  da: string;
  en: string;
}

/**
 * `late` is a breach of ours; a citizen's time that has run out is `expired`. `fellAway`: it stopped in time, but not because what it waits for
 * was done.
 */
export type DeadlineOutcome = 'met' | 'late' | 'expired' | 'fellAway';

export type MessageKind = 'letter' | 'reminder';

/**
 * What a step wants done, as data. `apply` writes each as rows in the transaction of the event; nothing is executed by the
 * step itself. Adding a kind without handling it everywhere does not compile (`assertNever`).
 */
export type Effect =
  | {
      type: 'openTask';
      key: string;
      title: PlainText;
      role: Role;
      deadline?: string;
      dueOn?: LocalDate;
      dueAt?: Instant;
    }
  | { type: 'updateTask'; key: string; title: PlainText; dueOn?: LocalDate; dueAt?: Instant }
  | { type: 'closeTask'; key: string; outcome: 'completed' | 'cancelled' }
  | { type: 'startDeadline'; key: string; deadline: RunningDeadline; certificate: Certificate }
  | {
      type: 'moveDeadline';
      key: string;
      from: RunningDeadline;
      deadline: RunningDeadline;
      reason: PlainText;
      certificate: Certificate;
    }
  | { type: 'breachDeadline'; key: string; deadline: RunningDeadline }
  /** `breachWithdrawn`: a breach was noted, and it is now told that the deadline had stopped before. */
  | {
      type: 'stopDeadline';
      key: string;
      stoppedOn: LocalDate;
      outcome: DeadlineOutcome;
      breachWithdrawn?: true;
    }
  | { type: 'armTimer'; id: string; arming: number; dueAt: Instant; event: CaseEvent }
  | { type: 'cancelTimer'; id: string; arming: number }
  | {
      type: 'sendMessage';
      /** Stable within the case: the idempotency key of the delivery. */
      key: string;
      kind: MessageKind;
      /** Letter name, or key of the deadline that the reminder is about. */
      subject: string;
      title: PlainText;
      to: Recipient[];
      template?: string;
      rung?: string;
      notBefore?: Instant;
      late: boolean;
    }
  | { type: 'cancelMessages' }
  | { type: 'openChild'; id: string; opening: number; caseType: string; facts: Facts }
  | { type: 'cancelChild'; id: string; opening: number }
  | { type: 'openCase'; caseType: string; facts: Facts }
  | { type: 'sendEvent'; to: 'parent' | { child: string }; event: CaseEvent }
  | { type: 'assign'; assigneeId: string | null; teamId?: string }
  | { type: 'putOnAgenda'; agenda: string; title: PlainText }
  | { type: 'journal'; text: PlainText }
  | { type: 'endCase'; end: string; output: Record<string, Json> };

export type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;

/** The default branch of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
