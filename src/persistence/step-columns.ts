import { caseValuesOf, type CaseRow } from './case-row.js';
import type { ChainedEvent } from './hash-chain.js';
import type { AppliedStep, Origin } from './write-set.js';

/** What is kept of a step as an event; `origin` with the first one of a case. */
export function chainedEvent(step: AppliedStep, effects: object[], origin: Origin | null): ChainedEvent {
  const { row, result, event, at, calendarVersion, late = false, dueAt = null } = step;
  const { caseType, citizenId, parentId, invokeId, opening } = row;
  return {
    caseId: row.id,
    seq: result.snapshot.seq,
    type: event.type,
    event,
    at,
    happenedAt: step.happenedAt === at ? null : step.happenedAt,
    version: row.version,
    calendarVersion,
    caseValues: caseValuesOf(row),
    late,
    dueAt,
    senderId: event.by?.userId ?? null,
    from: result.from,
    to: result.to,
    effects,
    origin: origin && {
      caseType,
      citizenId,
      protected: origin.protected,
      namedUserIds: origin.namedUserIds,
      parentId,
      invokeId,
      opening,
    },
  };
}

/** The same as the columns of `case_events`; spelt out, because taking an object apart costs more than hashing it. */
export function eventColumns(chained: ChainedEvent): object {
  return {
    case_id: chained.caseId,
    seq: chained.seq,
    type: chained.type,
    event: chained.event,
    at: chained.at,
    happened_at: chained.happenedAt,
    version: chained.version,
    calendar_version: chained.calendarVersion,
    case_values: chained.caseValues,
    late: chained.late,
    due_at: chained.dueAt,
    sender_id: chained.senderId,
    from_states: chained.from,
    to_states: chained.to,
    effects: chained.effects,
    origin: chained.origin,
  };
}

/** The case after a step. */
export function rowAfter({ row, result }: AppliedStep, lastHash: string): CaseRow {
  const { snapshot } = result;
  const assigned = result.effects.findLast((effect) => effect.type === 'assign');
  return {
    ...row,
    seq: snapshot.seq,
    status: snapshot.status,
    snapshot,
    lastHash,
    assigneeId: assigned ? assigned.assigneeId : row.assigneeId,
    teamId: assigned?.teamId ?? row.teamId,
  };
}

/** The columns of `cases` that each step writes, with `row` as it is after it. */
export function stateColumns(row: CaseRow, { result, at, happenedAt }: AppliedStep) {
  const { status, end } = result.snapshot;
  return {
    id: row.id,
    seq: row.seq,
    version: row.version,
    status,
    ended_as: end,
    team_id: row.teamId,
    assignee_id: row.assigneeId,
    ended_at: status === 'done' ? happenedAt : undefined,
    changed_at: at,
    snapshot: result.snapshot,
    active_states: result.to,
    last_hash: row.lastHash,
  };
}
