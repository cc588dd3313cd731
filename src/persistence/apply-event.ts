import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type ErrorCode } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { Effect } from '../machines/effects.js';
import type { CaseEvent } from '../machines/event.js';
import type { Reason } from '../machines/reasons.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import { CaseInPlay, MOMENT, PLAY_COLUMNS, type CaseToPlay } from './case-in-play.js';
import { SELDOM_DUE_COLUMNS } from './due-timers.js';
import { playFamily } from './fire-timers.js';
import { ANSWER_COLUMNS, ANSWER_JOIN, earlierAnswer, hashOfRequest, keepAnswer } from './idempotency.js';
import type { AnswerColumns, IdempotencyKey } from './idempotency.js';
import { sql } from './statement.js';
import { isDeadlock, isUniqueViolation, queryOne, type Db } from './transaction.js';
import { checkOrder, findStatesAt } from './told-later.js';
import { inTurn } from './turns.js';
import { visibleTo, type Viewer } from './viewer.js';
import { hintWork } from './work-hint.js';
import { WriteSet } from './write-set.js';

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

type CaseToStep = CaseToPlay & AnswerColumns;

const SEEN = `($2::uuid is null or ${visibleTo('$2::uuid', '$3::text[]')})`;
const COLUMNS = PLAY_COLUMNS(SELDOM_DUE_COLUMNS);
const READ_CASE = sql(
  'read-case-to-step',
  `${MOMENT} select ${COLUMNS}, null as "requestHash", null as answer from cases c where c.id = $1 and ${SEEN}`,
);
const READ_CASE_AND_ANSWER = sql(
  'read-case-and-answer',
  `${MOMENT} select ${COLUMNS}, ${ANSWER_COLUMNS} from cases c ${ANSWER_JOIN('$4', '$5')} where c.id = $1 and ${SEEN}`,
);

const MAX_ATTEMPTS = 20;
const MAX_PAUSE_MS = 8;

/**
 * The only way an event of a person or of the API changes a case: one read, the steps in memory, one statement that writes all that follows
 * from them. Two round trips and one commit; writers that collide read again and step again.
 *
 * What was due on the case before the event happened happens first, each at its own instant, and what has come due between then and now after it;
 * all in the same write. What is due at the very instant comes first. A step of these that fails becomes an incident and does not hold up the event.
 * Where another case must move first, or there is more than one write should hold, that is written before; it makes no `expectedSeq` stale.
 *
 * Throws `unknownCase` (also for a case that the viewer may not see), `staleSeq`, `eventRefused` with the reasons, `caseClosed`,
 * `unknownEvent`, `happenedInFuture`, `idempotencyKeyReused`, `busy`, and what the step throws (`missingFact`, …). Then the event is not written.
 */
export function applyEvent(db: Db, command: EventCommand): Promise<Applied> {
  return inTurn(db, command.caseId, () => applyInTurn(db, command));
}

async function applyInTurn(db: Db, command: EventCommand): Promise<Applied> {
  const requestHash = command.idempotency ? requestHashOf(command) : '';
  let { expectedSeq } = command;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const row = await readCase(db, command);
    const earlier = earlierAnswer(row, requestHash);
    if (earlier) return { ...earlier, snapshot: row.snapshot, effects: [], repeated: true };
    if (expectedSeq !== undefined && expectedSeq !== row.seq) {
      throw new AppError('staleSeq', { expectedSeq, seq: row.seq });
    }
    const applied = await tryApply(db, row, command, requestHash);
    if (applied === 'overtaken') await pause(Math.random() * MAX_PAUSE_MS * attempt);
    else if (!('caughtUp' in applied)) return applied;
    else if (expectedSeq !== undefined) expectedSeq = applied.caughtUp;
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

/** What was due had to be written before the event can be tried; this is the number of the case's last event then. */
interface CaughtUp {
  caughtUp: number;
}

/**
 * `overtaken` when somebody else has changed the case, or one that it can hear from, or has used the key, between the read and the write; or is
 * about to.
 */
async function tryApply(
  db: Db,
  row: CaseToStep,
  command: EventCommand,
  requestHash: string,
): Promise<Applied | CaughtUp | 'overtaken'> {
  const { event, idempotency } = command;
  const happenedAt = earlierOf(event.happenedAt ?? row.now, row.now);
  if (row.relativesDue !== null && row.relativesDue <= happenedAt) return catchUp(db, row, happenedAt);
  const stood = event.happenedAt === undefined ? null : await findStatesAt(db, row, happenedAt);
  const set = new WriteSet();
  const play = new CaseInPlay(db, set, row, row.id);
  if (!(await play.playUntil(happenedAt))) {
    return (await writeOnce(db, set))?.has(row.id) ? { caughtUp: play.row.seq } : 'overtaken';
  }
  const result = await play.take(event, { happenedAt: event.happenedAt ?? row.now });
  if (!result.accepted) throw refusal(result.reasons);
  if (stood?.wentOn) checkOrder(result, [...stood.states, ...play.entered]);
  if (happenedAt < row.now) await play.playUntil(row.now);
  const { number, seq, snapshot } = play.row;
  const answer = { caseId: row.id, number, seq };
  if (idempotency) keepAnswer(set, idempotency, { hash: requestHash, cause: row.id, at: row.now }, answer);
  if (!(await writeOnce(db, set))?.has(row.id)) return 'overtaken';
  if (set.hasWorkDueBy(row.now)) hintWork(db);
  return { ...answer, snapshot, effects: result.effects, repeated: false };
}

/** Cases that this one can hear from have something due: they move first, and this one with them. */
async function catchUp(db: Db, { id, seq }: CaseToStep, until: Instant): Promise<CaughtUp | 'overtaken'> {
  const moved = await playFamily(db, id, until);
  if (moved.length === 0) return 'overtaken';
  const own = moved.filter(({ caseId }) => caseId === id);
  return { caughtUp: own.reduce((last, { from, to }) => (from === last ? to : last), seq) };
}

const earlierOf = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** Refusals that have a code of their own when they are the only reason. */
const OWN_CODES: ReadonlySet<string> = new Set<ErrorCode>(['caseClosed', 'unknownEvent', 'happenedInFuture']);

function refusal(reasons: Reason[]): AppError {
  const [only] = reasons;
  const code = reasons.length === 1 && OWN_CODES.has(only!.code) ? (only!.code as ErrorCode) : 'eventRefused';
  return new AppError(code, { reasons });
}

/** Null when another request came first: one with the same idempotency key, or one that waited for what this one holds. */
export async function writeOnce(db: Db, set: WriteSet): Promise<Set<string> | null> {
  try {
    return await set.write(db);
  } catch (error) {
    if (isUniqueViolation(error, 'idempotency_keys_pkey') || isDeadlock(error)) return null;
    throw error;
  }
}
