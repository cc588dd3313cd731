import { AppError } from '../../errors.js';
import { daysBetween } from '../dates.js';
import type { Calendar } from '../calendar.js';
import type { CompiledDefinition } from '../compiled.js';
import type { Instant, LocalDate } from '../definition.js';
import type { StepEnv } from '../draft.js';
import type { CaseEvent, CaseValues } from '../event.js';
import { migrateSnapshot, migrationEvent, type MigrationReason } from '../migrate.js';
import { reasonOfError } from '../reasons.js';
import { nextTimer, timerEvent, type NamedTimer } from '../reminders.js';
import type { CaseSnapshot } from '../snapshot.js';
import { activePaths, leafPaths } from '../state-value.js';
import { start, step, type Accepted } from '../step.js';
import { checkFacts, missingDefaults } from './facts.js';
import { mappedPath, wholeMap, type StateMap } from './place.js';

/** One event as it was logged, with all that its step saw. */
export interface RehearsedEvent {
  seq: number;
  event: CaseEvent;
  /** When it happened. */
  at: Instant;
  /** When it was recorded, if that was later. */
  recordedAt?: Instant;
  calendar: Calendar;
  caseValues: CaseValues;
  late: boolean;
}

export interface RehearsedCase {
  /** The case as it is stored, and the version that it is on. */
  snapshot: CaseSnapshot;
  from: CompiledDefinition;
  log: RehearsedEvent[];
  /** What a migration now would see. */
  env: StepEnv;
}

/** A deadline that gets another due day, so many days later, or that begins, or does not run any more. */
export type DeadlineMove = { deadline: string } & (
  | { change: 'moves'; from: LocalDate; to: LocalDate; days: number }
  | { change: 'starts'; to: LocalDate }
  | { change: 'stops' }
);

/** Where the case would stand if it went over now; `renamed`: in the same states, some of which only have another name. */
export type MigrationForecast =
  | { outcome: 'unchanged' }
  | { outcome: 'renamed' | 'movesTo'; states: string[]; deadlines: DeadlineMove[] }
  | { outcome: 'deadlineMoves'; deadlines: DeadlineMove[] }
  | { outcome: 'cannotMigrate'; reasons: MigrationReason[] };

/** How its history would have gone if the version had held from the start. */
export type ReplayForecast =
  | { outcome: 'same' }
  | { outcome: 'endsIn'; states: string[]; deadlines: DeadlineMove[] }
  | { outcome: 'refusedAt'; seq: number; event: string; reasons: MigrationReason[] };

export interface CaseForecast {
  states: string[];
  /** Absent for a finished case: it is never migrated. */
  migration?: MigrationForecast;
  replay: ReplayForecast;
}

/** What the new version would do to one case. Pure: nothing is written, and the case is not changed. */
export function rehearseCase(
  to: CompiledDefinition,
  rehearsed: RehearsedCase,
  given: StateMap,
): CaseForecast {
  const { snapshot, from } = rehearsed;
  const stateMap = wholeMap(from, to, given);
  const open = snapshot.status === 'active';
  return {
    states: statesOfCase(from, snapshot),
    ...(open && { migration: forecastMigration(to, rehearsed, stateMap) }),
    replay: forecastReplay(to, rehearsed, stateMap),
  };
}

const statesOfCase = (compiled: CompiledDefinition, { status, end, value }: CaseSnapshot): string[] =>
  status === 'done' ? [end!] : leafPaths(activePaths(compiled, value));

function forecastMigration(
  to: CompiledDefinition,
  { snapshot, from, env }: RehearsedCase,
  stateMap: StateMap,
): MigrationForecast {
  const result = migrateSnapshot(from, to, snapshot, migrationEvent({ from: 0, to: 0, stateMap }), env);
  if (!result.accepted) return { outcome: 'cannotMigrate', reasons: result.reasons };
  const deadlines = movesBetween(snapshot, result.snapshot);
  if (!sameStates(result.from, result.to)) {
    const outcome = onlyRenamed(result, from, stateMap) ? 'renamed' : 'movesTo';
    return { outcome, states: result.to, deadlines };
  }
  return deadlines.length > 0 ? { outcome: 'deadlineMoves', deadlines } : { outcome: 'unchanged' };
}

function movesBetween(before: CaseSnapshot, after: CaseSnapshot): DeadlineMove[] {
  const deadlines = [...new Set([...Object.keys(before.deadlines), ...Object.keys(after.deadlines)])];
  return deadlines.flatMap((deadline): DeadlineMove[] => {
    const [from, to] = [before, after].map((snapshot) => snapshot.deadlines[deadline]?.dueOn);
    if (from === to) return [];
    if (from === undefined) return [{ deadline, change: 'starts', to: to! }];
    if (to === undefined) return [{ deadline, change: 'stops' }];
    return [{ deadline, change: 'moves', from, to, days: daysBetween(from, to) }];
  });
}

/** Regions may stand in another order. */
const sameStates = (a: string[], b: string[]): boolean => a.toSorted().join() === b.toSorted().join();

/** Whether the case stands where the map says, under names that the old version did not have for anything else. */
function onlyRenamed({ from, to }: Accepted, { states }: CompiledDefinition, stateMap: StateMap): boolean {
  const mapped = from.map((path) => mappedPath(path, stateMap));
  return sameStates(mapped, to) && to.every((path) => from.includes(path) || !states.has(path));
}

function forecastReplay(
  to: CompiledDefinition,
  rehearsed: RehearsedCase,
  stateMap: StateMap,
): ReplayForecast {
  const replay = new Replay(to, rehearsed);
  const refusal = replay.run();
  if (refusal) return refusal;
  const { snapshot, from } = rehearsed;
  const states = statesOfCase(to, replay.snapshot);
  const deadlines = movesBetween(snapshot, replay.snapshot);
  const expected = statesOfCase(from, snapshot).map((path) => mappedPath(path, stateMap));
  return sameStates(states, expected) && deadlines.length === 0
    ? { outcome: 'same' }
    : { outcome: 'endsIn', states, deadlines };
}

/**
 * The log once more, in another version. Events of people and of other cases come as they came. Timers of the log fire as they fired where the
 * version has them too; those that only the version has fire at their own instants, and those that it does not have are left out.
 */
class Replay {
  snapshot!: CaseSnapshot;
  private env!: StepEnv;
  private readonly logged: Set<string>;

  constructor(
    private readonly to: CompiledDefinition,
    private readonly rehearsed: RehearsedCase,
  ) {
    this.logged = new Set(rehearsed.log.flatMap(({ event }) => (event.timer ? [keyOf(event.timer)] : [])));
  }

  run(): Extract<ReplayForecast, { outcome: 'refusedAt' }> | undefined {
    const [opening, ...log] = this.rehearsed.log;
    const refused = this.open(opening!) ?? this.playAll(log);
    if (refused) return refused;
    this.fireUntil(this.rehearsed.env.now);
    return undefined;
  }

  private playAll(log: RehearsedEvent[]): Extract<ReplayForecast, { outcome: 'refusedAt' }> | undefined {
    for (const logged of log) {
      if (this.snapshot.status === 'done' && logged.event.timer) continue;
      if (!logged.event.timer) this.fireUntil(logged.at);
      this.env = envOf(logged);
      const event = this.translated(logged.event);
      const reasons = event && this.take(event);
      if (reasons) return { outcome: 'refusedAt', seq: logged.seq, event: logged.event.type, reasons };
    }
    return undefined;
  }

  private open(logged: RehearsedEvent): Extract<ReplayForecast, { outcome: 'refusedAt' }> | undefined {
    this.env = envOf(logged);
    const reasons = this.reasonsAgainst(logged.event);
    return reasons.length > 0
      ? { outcome: 'refusedAt', seq: logged.seq, event: logged.event.type, reasons }
      : undefined;
  }

  /** None when the case could be opened: then it is. */
  private reasonsAgainst({ facts = {}, by }: CaseEvent): MigrationReason[] {
    const wrong = checkFacts(this.to, { ...missingDefaults(this.to, facts), ...facts });
    if (wrong.length > 0) return wrong;
    try {
      this.snapshot = start(this.to, { facts, ...(by && { by }) }, this.env).snapshot;
      return [];
    } catch (error) {
      return reasonsOf(error);
    }
  }

  /** The event with the numbers that this replay has given to timers and children; nothing when it means nothing here. */
  private translated(event: CaseEvent): CaseEvent | undefined {
    if (event.type === 'case.migrated') return undefined;
    if (event.timer) {
      const armed = this.snapshot.timers[event.timer.id];
      this.logged.delete(keyOf(event.timer));
      return armed && armed.dueAt <= this.env.now ? timerEvent(event.timer.id, armed) : undefined;
    }
    if (event.opening === undefined) return event;
    const opening = this.snapshot.children[event.type.slice('xstate.done.actor.'.length)];
    return opening === undefined ? event : { ...event, opening };
  }

  private take(event: CaseEvent): MigrationReason[] | undefined {
    try {
      const result = step(this.to, this.snapshot, event, this.env);
      if (!result.accepted) return result.reasons as MigrationReason[];
      this.snapshot = result.snapshot;
      return undefined;
    } catch (error) {
      return reasonsOf(error);
    }
  }

  /** Fires what only this version has. A timer that cannot fire would be an incident, not the end of the case. */
  private fireUntil(instant: Instant): void {
    for (let timer = this.next(instant); timer; timer = this.next(instant)) {
      const event = timerEvent(timer.id, timer);
      this.env = { ...this.env, now: timer.dueAt > this.env.now ? timer.dueAt : this.env.now };
      if (this.take(event)) this.logged.add(keyOf(timer));
    }
  }

  private next(instant: Instant): NamedTimer | undefined {
    return nextTimer(this.snapshot, (timer) => timer.dueAt <= instant && !this.logged.has(keyOf(timer)));
  }
}

const keyOf = ({ id, dueAt }: { id: string; dueAt: Instant }): string => `${id}@${dueAt}`;

const envOf = ({ at, recordedAt, calendar, caseValues, late }: RehearsedEvent): StepEnv => ({
  now: at,
  ...(recordedAt && { recordedAt }),
  calendar,
  caseValues,
  late,
});

function reasonsOf(error: unknown): MigrationReason[] {
  if (!(error instanceof AppError)) throw error;
  return [reasonOfError(error) as MigrationReason];
}
