import type { CompiledDefinition } from '../machines/compiled.js';
import type { Instant } from '../machines/definition.js';
import type { CaseEvent } from '../machines/event.js';
import type { Accepted } from '../machines/step.js';
import type { Seen } from './ancestors.js';
import { hintChange, type CaseChange } from './change-hint.js';
import { CHAIN_START, chainHash } from './hash-chain.js';
import { chainedEvent, eventColumns, rowAfter, stateColumns } from './step-columns.js';
import type { CaseRow } from './case-row.js';
import { EffectRows } from './effect-rows.js';
import { writeRows, type WriteRows } from './write-statement.js';
import type { PartName } from './write-parts.js';
import type { Db } from './transaction.js';

/** One accepted step, with all that it was computed from. */
export interface AppliedStep {
  /** The case as it was before; for an opening, as it will be numbered, with `seq` 0. */
  row: CaseRow;
  compiled: CompiledDefinition;
  event: CaseEvent;
  result: Accepted;
  /** When it is recorded. */
  at: Instant;
  /** When it happened: the `now` of the step. */
  happenedAt: Instant;
  calendarVersion: number;
  late?: boolean;
  /** When it should have happened: timers only. */
  dueAt?: Instant;
}

/** How a case comes to be: what is not in its row yet. */
export interface Origin {
  protected: boolean;
  namedUserIds: string[];
  /** The case whose step opens this one; the opening is written only if that step is. */
  cause: string | null;
}

interface CaseWrite {
  /** What the case must still be like. */
  expected: { expected_seq: number; expected_heard?: number; ancestors?: string[]; moves?: number[] };
  state: object;
}

/**
 * Collects the rows of any number of steps of any number of cases. Several steps of one case are added in order, each from the row
 * that the one before has returned; what they do to the same task or timer is folded, because one statement can change a row
 * only once.
 */
export class WriteSet {
  private readonly changed = new Map<string, CaseWrite>();
  private readonly opened = new Map<string, object>();
  private readonly events: object[] = [];
  private readonly effects = new EffectRows();
  private readonly extra: WriteRows = {};

  /**
   * Adds a step of a case that exists; returns the case as it is after it. `seen`: how it stood among its relatives when it was read; left
   * out for one that is locked with those above it.
   */
  add(step: AppliedStep, seen?: Seen): CaseRow {
    const next = this.note(step, step.row.id);
    const expected = this.changed.get(step.row.id)?.expected ?? expectedOf(step.row, seen);
    if (this.opened.has(step.row.id)) throw new Error('A case that is being opened takes no further step.');
    this.changed.set(step.row.id, { expected, state: stateColumns(next, step) });
    return next;
  }

  /** Adds the first step of a new case. */
  open(step: AppliedStep, origin: Origin): CaseRow {
    const next = this.note(step, origin.cause, origin);
    this.opened.set(next.id, {
      ...stateColumns(next, step),
      cause: origin.cause,
      number: next.number,
      case_type: next.caseType,
      citizen_id: next.citizenId,
      protected: origin.protected,
      named_user_ids: origin.namedUserIds,
      opened_on: next.openedOn,
      opened_at: step.happenedAt,
      parent_id: next.parentId,
      invoke_id: next.invokeId,
      opening: next.opening,
    });
    return next;
  }

  /** Adds a row that no step has made: an incident, a postponed timer, the answer to a repeated request. */
  also(part: PartName, row: object): void {
    (this.extra[part] ??= []).push(row);
  }

  /** True when something that was added is due by then: the scheduler need not wait for its next look. */
  hasWorkDueBy(instant: Instant): boolean {
    return this.effects.earliestDue() <= instant;
  }

  private note(step: AppliedStep, cause: string | null, origin: Origin | null = null): CaseRow {
    const { row } = step;
    const previous = row.seq === 0 ? CHAIN_START : row.lastHash;
    const chained = chainedEvent(step, this.effects.add(step, cause), origin);
    const hash = chainHash(previous, chained);
    this.events.push({ cause, ...eventColumns(chained), prev_hash: previous, hash });
    return rowAfter(step, hash);
  }

  /**
   * Writes everything in one statement, and tells those who look that the cases may have changed; returns the ids of the cases that were
   * still as they had been read.
   */
  async write(db: Db): Promise<Set<string>> {
    const cases = [...this.changed.values()].map(({ expected, state }) => ({ ...state, ...expected }));
    const opened = [...this.opened.values()];
    const part = cases.some(({ ancestors }) => ancestors) ? 'casesBelow' : 'cases';
    const rows: WriteRows = { [part]: cases, opened, events: this.events, ...this.effects.rows() };
    for (const [part, more] of Object.entries(this.extra) as [PartName, object[]][]) {
      rows[part] = [...(rows[part] ?? []), ...more];
    }
    const written = await writeRows(db, rows);
    if (cases.length + opened.length > 0) hintChange(db, { cases: this.changes(rows) });
    return written;
  }

  private changes({ messages = [], messagesCancelled = [] }: WriteRows): Map<string, CaseChange> {
    const written = [...messages, ...messagesCancelled] as { case_id: string }[];
    const withMessages = new Set(written.map((row) => row.case_id));
    const states = [...[...this.changed.values()].map(({ state }) => state), ...this.opened.values()];
    return new Map(
      (states as { id: string; seq: number }[]).map(({ id, seq }) => [
        id,
        { seq, messages: withMessages.has(id) },
      ]),
    );
  }
}

function expectedOf({ seq }: CaseRow, seen: Seen | undefined): CaseWrite['expected'] {
  if (!seen) return { expected_seq: seq };
  const { heard, ancestors } = seen;
  const above = ancestors && {
    ancestors: ancestors.map(({ id }) => id),
    moves: ancestors.map(({ moves }) => moves),
  };
  return { expected_seq: seq, expected_heard: heard, ...above };
}
