import { AppError } from '../errors.js';
import type { Instant } from '../machines/definition.js';
import type { CaseEvent } from '../machines/event.js';
import { nextTimer, timerEvent } from '../machines/reminders.js';
import { step, type StepResult } from '../machines/step.js';
import { SEEN_COLUMNS, type Seen } from './ancestors.js';
import { CASE_COLUMNS, caseValuesOf, ENV_COLUMNS, type CaseRow, type EnvRow } from './case-row.js';
import { NOW } from './clock.js';
import { getCalendar, getCompiled } from './compiled-cache.js';
import { DUE_COLUMNS, type DueColumns, type DueTimer } from './due-timers.js';
import { noteIncident } from './incidents.js';
import { prepareOpeningsOf } from './openings.js';
import type { Db } from './transaction.js';
import type { Origin, WriteSet } from './write-set.js';

/** All that one read gives of a case: where it stands, what the step may know, and what is due. */
export type CaseToPlay = CaseRow & EnvRow & DueColumns & Seen & Pick<Origin, 'protected' | 'namedUserIds'>;

/** One instant for all columns of a read: the head of a statement that has `PLAY_COLUMNS`. */
export const MOMENT = `with moment as materialized (select ${NOW} as now)`;
const AT = '(select now from moment)';

/** The columns of `CaseToPlay`, of cases `c`. */
export const PLAY_COLUMNS = (due = DUE_COLUMNS): string =>
  `${CASE_COLUMNS}, c.protected, c.named_user_ids as "namedUserIds", ${SEEN_COLUMNS}, ${ENV_COLUMNS(AT)}, ${due(AT)}`;

/** A timer counts as late when it waited longer than this: downtime, not the pace of the scheduler. */
export const LATE_AFTER_MS = 60_000;
/** Steps of one case in one write: a year of weekly reminders slept over, and some. What is left is due at the next look. */
const MAX_STEPS = 200;

/** When a step happens, and for a timer when that should have been. */
interface Occasion {
  happenedAt: Instant;
  dueAt?: Instant;
  late?: boolean;
}

/** What to fire: a row, or a timer that a step of this very write has armed. */
type Firing = Pick<DueTimer, 'timerId' | 'arming' | 'dueAt' | 'event'> & { row?: DueTimer };

/**
 * A case that is taken forward through what happens to it, step by step in the order in which it happened. The steps are added to a write
 * set; nothing is written here.
 */
export class CaseInPlay {
  /** The case after the steps so far. */
  row: CaseRow;
  /** Innermost states in which it has stood after a timer of this write. */
  readonly entered = new Set<string>();
  fired = 0;
  /** Timers that no longer meant anything: noted, and gone. */
  stale = 0;
  /** Timers whose step failed: now incidents. */
  failed = 0;
  oldestLatenessMs = 0;
  private readonly due: DueTimer[];
  /** Armed in this write and not possible: left to be an incident of the next look, when there is a row for it. */
  private readonly left = new Set<number>();
  /** A step has opened a case or sent it something: the next step may hang on what that one answers, so it waits for the next look. */
  private told = false;

  /** `cause`: the case on whose compare-and-set all depends; null when it is locked, with those above it. */
  constructor(
    private readonly db: Db,
    private readonly set: WriteSet,
    readonly read: CaseToPlay,
    private readonly cause: string | null,
  ) {
    this.row = read;
    this.due = [...(read.due ?? [])];
  }

  /**
   * Fires what is due by the instant, each at its own, in due order; of several at one instant the one that was armed first. A step that
   * fails becomes an incident, and the others go on. False when what was done must be written before the case goes on: another case has to
   * move first, or there is more than one write should hold.
   */
  async playUntil(instant: Instant): Promise<boolean> {
    const { relativesDue } = this.read;
    for (let steps = 0; ; steps += 1) {
      const next = this.next();
      if (!next || next.dueAt > instant) return !this.told;
      if (this.told || steps === MAX_STEPS) return false;
      if (relativesDue !== null && relativesDue < next.dueAt) return false;
      if (next.row) this.due.shift();
      await this.fire(next);
    }
  }

  /** Lets an event happen. All that may throw comes before anything is added to the set. */
  async take(event: CaseEvent, { happenedAt, dueAt, late }: Occasion): Promise<StepResult> {
    const { db, set, row, read } = this;
    const compiled = await getCompiled(db, row.caseType, row.version);
    const calendar = await getCalendar(db, read.calendarVersion);
    const at = read.now;
    const env = { now: happenedAt, recordedAt: at, calendar, caseValues: caseValuesOf(row), late };
    const result = step(compiled, row.snapshot, event, env);
    if (!result.accepted) return result;
    const moment = { at, happenedAt, dueAt, late, calendarVersion: calendar.version };
    const applied = { row, compiled, event, result, ...moment };
    const openings = await prepareOpeningsOf(db, applied, originOf(read), { ...moment, calendar });
    this.row = set.add(applied, this.cause === null ? undefined : read);
    for (const opening of openings) set.open(opening.step, opening.origin);
    this.told ||= result.effects.some(({ type }) => TELLING.has(type));
    return result;
  }

  /** Puts off all that is due of the case: what it leads to could not be written. */
  holdBack(error: unknown): void {
    for (const timer of this.due.splice(0)) this.noteFailure(timer, error);
  }

  private next(): Firing | undefined {
    while (this.due[0] && this.isGone(this.due[0])) this.due.shift();
    const [row] = this.due;
    const armed = nextTimer(
      this.row.snapshot,
      ({ arming }) => arming > this.read.snapshot.armings && !this.left.has(arming),
    );
    if (!armed || (row && row.dueAt <= armed.dueAt)) return row && { ...row, row };
    return { ...armed, timerId: armed.id, event: timerEvent(armed.id, armed) };
  }

  /** Cancelled or moved by a step of this write. */
  private isGone({ kind, timerId, arming }: DueTimer): boolean {
    const isArmedIn = ({ snapshot }: CaseRow): boolean => snapshot.timers[timerId]?.arming === arming;
    return kind === 'armed' && isArmedIn(this.read) && !isArmedIn(this.row);
  }

  private async fire({ event, dueAt, arming, row }: Firing): Promise<void> {
    const latenessMs = Date.parse(this.read.now) - Date.parse(dueAt);
    this.oldestLatenessMs = Math.max(this.oldestLatenessMs, latenessMs);
    try {
      const result = await this.take(event, { happenedAt: dueAt, dueAt, late: latenessMs > LATE_AFTER_MS });
      if (!result.accepted && !result.reasons.every(({ code }) => MEANINGLESS.has(code)))
        throw new AppError('eventRefused', { reasons: result.reasons });
      if (result.accepted) for (const path of result.to) this.entered.add(path);
      if (result.accepted) this.fired += 1;
      else this.stale += 1;
      if (row) this.takeAway(row, result.accepted);
    } catch (error) {
      if (row) this.noteFailure(row, error);
      else this.left.add(arming);
    }
  }

  /** The row goes, and with it an incident of earlier attempts; a stale firing leaves a line in the log. */
  private takeAway({ timerId, arming, attempts, event, dueAt }: DueTimer, fired: boolean): void {
    const { set, cause, read } = this;
    const timer = { cause, case_id: read.id, timer_id: timerId, arming };
    set.also('timersGone', timer);
    const resolution = fired ? 'applied' : 'stale';
    if (attempts > 0) set.also('incidentsOver', { ...timer, at: read.now, resolution });
    const details = { timerId, arming, type: event.type, dueAt };
    if (!fired) set.also('staleFirings', { cause, case_id: read.id, at: read.now, details });
  }

  private noteFailure(
    { timerRow: id, event: { type: eventType }, ...timer }: DueTimer,
    error: unknown,
  ): void {
    const { read, cause } = this;
    this.failed += 1;
    noteIncident(this.set, { ...timer, id, caseId: read.id, eventType, cause }, error, read.now);
  }
}

/** Why a timer came to nothing without anything being wrong. */
const MEANINGLESS: ReadonlySet<string> = new Set(['stale', 'caseClosed']);
/** Effects by which other cases learn of a step. */
const TELLING: ReadonlySet<string> = new Set(['openChild', 'openCase', 'cancelChild', 'sendEvent']);

/** Cases that a step opens are as protected as the one that opens them, and are written only if it is. */
export function originOf(row: CaseRow & Pick<Origin, 'protected' | 'namedUserIds'>): Origin {
  return { protected: row.protected, namedUserIds: row.namedUserIds, cause: row.id };
}
