import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type ErrorCode } from '../errors.js';
import type { Effect } from '../machines/effects.js';
import type { CaseEvent } from '../machines/event.js';
import type { Reason } from '../machines/reasons.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { step } from '../machines/step.js';
import { CASE_COLUMNS, caseValuesOf, ENV_COLUMNS, type CaseRow, type EnvRow } from './case-row.js';
import { NOW } from './clock.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import { ANSWER_COLUMNS, ANSWER_JOIN, earlierAnswer, hashOfRequest, keepAnswer } from './idempotency.js';
import type { AnswerColumns, IdempotencyKey } from './idempotency.js';
import { prepareOpeningsOf } from './openings.js';
import { sql } from './statement.js';
import { isUniqueViolation, queryOne, type Db } from './transaction.js';
import { visibleTo, type Viewer } from './viewer.js';
import { hintWork } from './work-hint.js';
import { WriteSet, type Origin } from './write-set.js';

export interface EventCommand {
  caseId: string;
  event: CaseEvent;
  /** The `seq` that the sender saw; the event is refused with `staleSeq` if the case has changed since. */
  expectedSeq?: number;
  idempotency?: IdempotencyKey;
  /** Whose eyes the case must be open to; left out only by the engine itself. */
  viewer?: Viewer;
}

export interface Applied {
  caseId: string;
  number: string;
  seq: number;
  snapshot: CaseSnapshot;
  effects: Effect[];
  /** The request was answered before; nothing was written now, and `snapshot` is the present one. */
  repeated: boolean;
}

export type CaseToStep = CaseRow & EnvRow & AnswerColumns & Pick<Origin, 'protected' | 'namedUserIds'>;

const SEEN = `($2::uuid is null or ${visibleTo('$2::uuid', '$3::text[]')})`;
const COLUMNS = `${CASE_COLUMNS}, c.protected, c.named_user_ids as "namedUserIds", ${ENV_COLUMNS(NOW)}`;
const READ_CASE = sql(
  'read-case-to-step',
  `select ${COLUMNS}, null as "requestHash", null as answer from cases c where c.id = $1 and ${SEEN}`,
);
const READ_CASE_AND_ANSWER = sql(
  'read-case-and-answer',
  `select ${COLUMNS}, ${ANSWER_COLUMNS} from cases c ${ANSWER_JOIN('$4', '$5')} where c.id = $1 and ${SEEN}`,
);

const MAX_ATTEMPTS = 20;
const MAX_PAUSE_MS = 8;

/**
 * The only way an event of a person or of the API changes a case: one read, the step in memory, one statement that writes all
 * that follows from it. Two round trips and one commit; writers that collide read again and step again.
 *
 * Throws `unknownCase` (also for a case that the viewer may not see), `staleSeq`, `eventRefused` with the reasons, `caseClosed`,
 * `unknownEvent`, `happenedInFuture`, `idempotencyKeyReused`, and what the step throws (`missingFact`, …). Then nothing is written.
 */
export async function applyEvent(db: Db, command: EventCommand): Promise<Applied> {
  const requestHash = command.idempotency ? requestHashOf(command) : '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const row = await readCase(db, command);
    const earlier = earlierAnswer(row, requestHash);
    if (earlier) return { ...earlier, snapshot: row.snapshot, effects: [], repeated: true };
    if (command.expectedSeq !== undefined && command.expectedSeq !== row.seq) {
      throw new AppError('staleSeq', { expectedSeq: command.expectedSeq, seq: row.seq });
    }
    const applied = await tryApply(db, row, command, requestHash);
    if (applied) return applied;
    await pause(Math.random() * MAX_PAUSE_MS * attempt);
  }
  throw new AppError('staleSeq', { caseId: command.caseId, attempts: MAX_ATTEMPTS });
}

/** What must be the same when a key is sent again. */
function requestHashOf({ caseId, event, expectedSeq: seq }: EventCommand): string {
  return hashOfRequest({ caseId, event, seq });
}

async function readCase(db: Db, { caseId, idempotency, viewer }: EventCommand): Promise<CaseToStep> {
  const { userId = null, teamIds = null } = viewer ?? {};
  const seen = [caseId, userId, teamIds];
  const row = await (idempotency
    ? queryOne<CaseToStep>(db, READ_CASE_AND_ANSWER, [...seen, idempotency.scope, idempotency.key])
    : queryOne<CaseToStep>(db, READ_CASE, seen));
  if (!row) throw new AppError('unknownCase', { caseId });
  return row;
}

/** Null when somebody else has changed the case, or has used the key, between the read and the write. */
async function tryApply(
  db: Db,
  row: CaseToStep,
  command: EventCommand,
  requestHash: string,
): Promise<Applied | null> {
  const set = new WriteSet();
  const { after, effects } = await stepInto(db, set, row, command.event);
  const answer = { caseId: row.id, number: row.number, seq: after.seq };
  if (command.idempotency) {
    keepAnswer(set, command.idempotency, { hash: requestHash, cause: row.id, at: row.now }, answer);
  }
  const changed = await writeOnce(db, set);
  if (!changed?.has(row.id)) return null;
  if (set.hasWorkDueBy(row.now)) hintWork(db);
  return { ...answer, snapshot: after.snapshot, effects, repeated: false };
}

/** Steps the case and adds all that follows, opened cases included. Throws when the event is refused. */
async function stepInto(
  db: Db,
  set: WriteSet,
  row: CaseToStep,
  event: CaseEvent,
): Promise<{ after: CaseRow; effects: Effect[] }> {
  const compiled = await getCompiled(db, row.caseType, row.version);
  const calendar = await getCalendar(db, row.calendarVersion);
  const result = step(compiled, row.snapshot, event, {
    now: row.now,
    recordedAt: row.now,
    calendar,
    caseValues: caseValuesOf(row),
  });
  if (!result.accepted) throw refusal(result.reasons);
  const { now: at } = row;
  const happenedAt = event.happenedAt ?? at;
  const applied = { row, compiled, event, result, at, happenedAt, calendarVersion: calendar.version };
  const openings = await prepareOpeningsOf(db, applied, originOf(row), { ...applied, calendar });
  const after = set.add(applied);
  for (const { step, origin } of openings) set.open(step, origin);
  return { after, effects: result.effects };
}

/** Cases that a step opens are as protected as the one that opens them, and are written only if it is. */
export function originOf(row: CaseRow & Pick<Origin, 'protected' | 'namedUserIds'>): Origin {
  return { protected: row.protected, namedUserIds: row.namedUserIds, cause: row.id };
}

/** Refusals that have a code of their own when they are the only reason. */
const OWN_CODES: ReadonlySet<string> = new Set<ErrorCode>(['caseClosed', 'unknownEvent', 'happenedInFuture']);

function refusal(reasons: Reason[]): AppError {
  const [only] = reasons;
  const code = reasons.length === 1 && OWN_CODES.has(only!.code) ? (only!.code as ErrorCode) : 'eventRefused';
  return new AppError(code, { reasons });
}

/** Null when another request with the same idempotency key came first. */
export async function writeOnce(db: Db, set: WriteSet): Promise<Set<string> | null> {
  try {
    return await set.write(db);
  } catch (error) {
    if (isUniqueViolation(error, 'idempotency_keys_pkey')) return null;
    throw error;
  }
}
