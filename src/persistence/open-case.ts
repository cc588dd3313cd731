import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { Effect } from '../machines/effects.js';
import type { Sender } from '../machines/event.js';
import type { Facts } from '../machines/snapshot.js';
import { writeOnce, type Applied } from './apply-event.js';
import { CASE_COLUMNS, ENV_COLUMNS, type CaseRow, type EnvRow } from './case-row.js';
import { NOW } from './clock.js';
import { getCalendar } from './compiled-cache.js';
import { ANSWER_COLUMNS, ANSWER_JOIN, earlierAnswer, hashOfRequest, keepAnswer } from './idempotency.js';
import type { AnswerColumns, IdempotencyKey, StoredAnswer } from './idempotency.js';
import { prepareOpening } from './openings.js';
import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';
import { hintWork } from './work-hint.js';
import { WriteSet } from './write-set.js';

export interface OpenCommand {
  caseType: string;
  /** Valid against the facts schema of the version that holds now. */
  facts: Facts;
  by?: Sender;
  teamId: string;
  assigneeId?: string | null;
  citizenId?: string | null;
  protected?: boolean;
  namedUserIds?: string[];
  /** When it was opened, if before now. */
  happenedAt?: Instant;
  idempotency?: IdempotencyKey;
}

const READ_ENV = sql(
  'read-env-to-open',
  `select ${ENV_COLUMNS(NOW)}, ${ANSWER_COLUMNS} from (values (1)) as one (one) ${ANSWER_JOIN('$1', '$2')}`,
);
const READ_CASE = sql('read-case', `select ${CASE_COLUMNS} from cases c where c.id = $1`);

/** Reads a case for the engine, whoever may see it; null if there is none. */
export function findCase(db: Db, caseId: string): Promise<CaseRow | null> {
  return queryOne<CaseRow>(db, READ_CASE, [caseId]);
}

/**
 * Opens a case of the version that holds now, with the cases it opens at once, in one statement. Throws `unknownCaseType`,
 * `happenedInFuture`, `calendarOutOfRange`, `idempotencyKeyReused`, and what `start` throws. Then nothing is written.
 */
export async function openCase(db: Db, command: OpenCommand): Promise<Applied> {
  const { idempotency, ...request } = command;
  const hash = hashOfRequest(request);
  const values = [idempotency?.scope ?? null, idempotency?.key ?? null];
  const read = (await queryOne<EnvRow & AnswerColumns>(db, READ_ENV, values))!;
  const earlier = earlierAnswer(read, hash);
  if (earlier) return repeated(db, earlier);
  const set = new WriteSet();
  const { row, effects } = await addRoot(db, set, command, read);
  const answer = { caseId: row.id, number: row.number, seq: row.seq };
  if (idempotency) keepAnswer(set, idempotency, { hash, cause: null, at: read.now }, answer);
  // The other request with this key has won: its answer is there now.
  if (!(await writeOnce(db, set))) return openCase(db, command);
  if (set.hasWorkDueBy(read.now)) hintWork(db);
  return { ...answer, snapshot: row.snapshot, effects, repeated: false };
}

async function addRoot(
  db: Db,
  set: WriteSet,
  { idempotency: _idempotency, ...command }: OpenCommand,
  { now: at, calendarVersion }: EnvRow,
): Promise<{ row: CaseRow; effects: Effect[] }> {
  const calendar = await getCalendar(db, calendarVersion);
  const { assigneeId = null, citizenId = null, namedUserIds = [], happenedAt = at } = command;
  if (happenedAt > at) throw new AppError('happenedInFuture', { happenedAt });
  const { from, to } = calendar.data;
  const openedOn = calendar.legalDate(happenedAt);
  if (openedOn < from) throw new AppError('calendarOutOfRange', { date: openedOn, from, to });
  const origin = { protected: command.protected ?? false, namedUserIds, cause: null };
  const { caseType, facts, by, teamId } = command;
  const opening = { caseType, facts, ...(by && { by }), teamId, assigneeId, citizenId, parent: null };
  const prepared = await prepareOpening(db, opening, origin, {
    at,
    happenedAt,
    calendar,
    calendarVersion: calendar.version,
  });
  const [row] = prepared.map(({ step, origin }) => set.open(step, origin));
  return { row: row!, effects: prepared[0]!.step.result.effects };
}

async function repeated(db: Db, answer: StoredAnswer): Promise<Applied> {
  const row = await findCase(db, answer.caseId);
  if (!row) throw new AppError('unknownCase', { caseId: answer.caseId });
  return { ...answer, snapshot: row.snapshot, effects: [], repeated: true };
}
