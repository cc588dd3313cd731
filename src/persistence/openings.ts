import { AppError } from '../errors.js';
import type { Calendar } from '../machines/calendar.js';
import type { Instant } from '../machines/definition.js';
import type { EffectOf } from '../machines/effects.js';
import type { Sender } from '../machines/event.js';
import type { Facts } from '../machines/snapshot.js';
import { start } from '../machines/step.js';
import { caseValuesOf, type CaseRow } from './case-row.js';
import { getCompiled } from './compiled-cache.js';
import { OPENS_CASES } from './definitions.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { queryOne, type Db } from './transaction.js';
import type { AppliedStep, Origin } from './write-set.js';

export interface Opening {
  caseType: string;
  facts: Facts;
  by?: Sender;
  teamId: string;
  assigneeId: string | null;
  citizenId: string | null;
  parent: { id: string; invokeId: string | null; opening: number | null } | null;
}

export interface OpeningEnv {
  /** When it is recorded, and when it happened. */
  at: Instant;
  happenedAt: Instant;
  calendar: Calendar;
  calendarVersion: number;
}

/** Children of children of …; a definition that opens itself at once would never come to an end. */
const MAX_DEPTH = 20;

const FIND_CURRENT_VERSION = sql(
  'find-current-version',
  `select version, nextval('case_numbers')::text as number from (
     select version from definitions d where case_type = $1 and ${OPENS_CASES}
     order by valid_from desc, version desc limit 1
   ) as current`,
);

/** The first step of a case that is to be opened. */
export interface PreparedOpening {
  step: AppliedStep;
  origin: Origin;
}

/**
 * The first steps of a new case of the version that holds now, and of the cases that it opens in turn, in that order; nothing is written.
 * Throws `unknownCaseType`, and what `start` throws.
 */
export async function prepareOpening(
  db: Db,
  opening: Opening,
  origin: Origin,
  env: OpeningEnv,
  depth = 0,
): Promise<PreparedOpening[]> {
  const { caseType, facts, by } = opening;
  if (depth > MAX_DEPTH) throw new AppError('endlessLoop', { caseType });
  const current = await queryOne<{ version: number; number: string }>(db, FIND_CURRENT_VERSION, [caseType]);
  if (!current) throw new AppError('unknownCaseType', { caseType });
  const compiled = await getCompiled(db, caseType, current.version);
  const row = newRow(opening, current, env);
  const { at, happenedAt, calendar, calendarVersion } = env;
  const stepEnv = { now: happenedAt, recordedAt: at, calendar, caseValues: caseValuesOf(row) };
  const result = start(compiled, { facts, ...(by && { by }) }, stepEnv);
  const event = { type: 'case.opened', facts, ...(by && { by }) };
  const step = { row, compiled, event, result, at, happenedAt, calendarVersion };
  return [{ step, origin }, ...(await prepareOpeningsOf(db, step, origin, env, depth + 1))];
}

/** The cases that a step opens. They belong to the same team, assignee and citizen, and are as protected. */
export async function prepareOpeningsOf(
  db: Db,
  step: AppliedStep,
  origin: Origin,
  env: OpeningEnv,
  depth = 0,
): Promise<PreparedOpening[]> {
  const prepared: PreparedOpening[] = [];
  for (const effect of step.result.effects) {
    if (effect.type !== 'openChild' && effect.type !== 'openCase') continue;
    prepared.push(...(await prepareOpening(db, openingOf(effect, step.row), origin, env, depth)));
  }
  return prepared;
}

function openingOf(
  effect: EffectOf<'openChild' | 'openCase'>,
  { id, teamId, assigneeId, citizenId }: CaseRow,
): Opening {
  const { caseType, facts } = effect;
  const invoked = effect.type === 'openChild' ? { invokeId: effect.id, opening: effect.opening } : null;
  const parent = { id, invokeId: invoked?.invokeId ?? null, opening: invoked?.opening ?? null };
  return { caseType, facts, teamId, assigneeId, citizenId, parent };
}

function newRow(opening: Opening, current: { version: number; number: string }, env: OpeningEnv): CaseRow {
  const openedOn = env.calendar.legalDate(env.happenedAt);
  const { caseType, teamId, assigneeId, citizenId, parent } = opening;
  return {
    id: newId(),
    number: `${openedOn.slice(0, 4)}-${current.number.padStart(6, '0')}`,
    caseType,
    version: current.version,
    status: 'active',
    teamId,
    assigneeId,
    citizenId,
    openedOn,
    seq: 0,
    // Replaced by the one that `start` gives.
    snapshot: undefined as never,
    lastHash: '',
    parentId: parent?.id ?? null,
    invokeId: parent?.invokeId ?? null,
    opening: parent?.opening ?? null,
  };
}
