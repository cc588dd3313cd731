import type { CompiledDefinition } from '../../machines/compiled.js';
import type { Accepted } from '../../machines/step.js';
import { canonicalJson } from '../canonical-json.js';
import type { CaseRow } from '../case-row.js';
import { EffectRows } from '../effect-rows.js';
import type { CaseOrigin, ChainedEvent } from '../hash-chain.js';
import type { RecordedEvent } from '../replay.js';
import { chainedEvent, rowAfter, stateColumns } from '../step-columns.js';
import type { WriteRows } from '../write-statement.js';
import type { AppliedStep } from '../write-set.js';

/** What an event is computed to be, and must have been kept as. */
const RETOLD = [
  'type',
  'senderId',
  'from',
  'to',
  'effects',
  'caseValues',
] as const satisfies (keyof ChainedEvent)[];

/**
 * A case told again from its events: what its rows must be. It makes them with what `apply` makes them with, so there is one source for what follows
 * from a step.
 */
export class RetoldCase {
  private readonly effects = new EffectRows();
  private row: CaseRow;
  private last: AppliedStep | null = null;
  private openedAt = '';

  constructor(first: RecordedEvent, stored: CaseRow) {
    const { caseValues, origin, version } = first;
    const { number, openedOn, assigneeId, teamId } = caseValues;
    this.row = { ...stored, ...rowOrigin(origin), number, openedOn, assigneeId, teamId, version, seq: 0 };
  }

  /** Takes the case one event further; returns the columns of the event that are not what was computed again. */
  add(logged: RecordedEvent, compiled: CompiledDefinition, result: Accepted): string[] {
    const { event, at, calendarVersion, late } = logged;
    const row = { ...this.row, version: logged.version };
    const happenedAt = logged.happenedAt ?? at;
    const step = { row, compiled, event, result, at, happenedAt, calendarVersion, late };
    const retold = chainedEvent(step, this.effects.add(step, null), null);
    this.row = rowAfter(step, logged.hash);
    this.last = step;
    if (this.openedAt === '') this.openedAt = happenedAt;
    return RETOLD.filter(
      (name) => canonicalJson(retold[name] ?? null) !== canonicalJson(logged[name] ?? null),
    );
  }

  get seq(): number {
    return this.row.seq;
  }

  get snapshot(): CaseRow['snapshot'] {
    return this.row.snapshot;
  }

  /** The columns of `cases`; those that no event tells are left out. */
  caseColumns(origin: CaseOrigin | null): Record<string, unknown> {
    return {
      ...stateColumns(this.row, this.last!),
      number: this.row.number,
      opened_on: this.row.openedOn,
      opened_at: this.openedAt,
      ...(origin && {
        case_type: origin.caseType,
        citizen_id: origin.citizenId,
        protected: origin.protected,
        named_user_ids: origin.namedUserIds,
        parent_id: origin.parentId,
        invoke_id: origin.invokeId,
        opening: origin.opening,
      }),
    };
  }

  rows(): WriteRows {
    return this.effects.rows();
  }
}

function rowOrigin(origin: CaseOrigin | null): Partial<CaseRow> {
  if (!origin) return {};
  const { caseType, citizenId, parentId, invokeId, opening } = origin;
  return { caseType, citizenId, parentId, invokeId, opening };
}
