import { AppError } from '../errors.js';
import type { Calendar } from './calendar.js';
import { doneEvent } from './compile.js';
import type { CompiledDefinition } from './compiled.js';
import type { Instant, Role } from './definition.js';
import type { StepEnv } from './draft.js';
import type { Effect } from './effects.js';
import type { CaseEvent, Sender } from './event.js';
import { explain, type EventExplanation } from './explain.js';
import { isInstant } from './instants.js';
import { entryOf, Play, type PlayEntry } from './play.js';
import { sendersOf } from './senders.js';
import type { CaseSnapshot, Facts } from './snapshot.js';
import { activePaths } from './state-value.js';
import { start } from './step.js';

/**
 * One line of a script. `at` moves the clock there first: what is due by that instant comes first. Without
 * `role` an event is sent by one who may send it.
 */
export type ScriptStep =
  | { advanceTo: Instant }
  | { event: string; facts?: Facts; role?: Role; at?: Instant }
  | { childEnds: string; end: string; facts?: Facts; at?: Instant };

export interface SimulatedCase {
  facts: Facts;
  /** Who opens the case and sends its events; invented when absent. */
  by?: Sender;
  startAt: Instant;
  calendar: Calendar;
}

export interface SimulationEntry extends PlayEntry {
  /** Place in the script of the line that made this happen; -1 is the opening of the case. */
  line: number;
}

export interface Simulation {
  entries: SimulationEntry[];
  /** All that people would notice, in order: prompts, reminders, deadlines, letters, each at its instant. */
  noticed: { at: Instant; line: number; effect: Effect }[];
  snapshot: CaseSnapshot;
  /** Where the virtual clock stands in the end. */
  now: Instant;
  /** True when the case was still moving after 1,000 events: the lists are not complete. */
  truncated: boolean;
}

/**
 * Opens a case of the definition with invented facts and plays the script on a virtual clock. The same input gives the same output, always and
 * everywhere. Child cases are not played: they end when the script says so. A line that the case refuses is listed with the reasons. The facts
 * are not checked against the schema here. Throws AppErrors `invalidDate` and `clockBackwards` {line} for the clock of the script,
 * `reservedEvent` for an event of the engine's own timers and children, and what `start` throws when there is no case to begin with.
 */
export function simulate(
  compiled: CompiledDefinition,
  given: SimulatedCase,
  script: ScriptStep[],
): Simulation {
  const { startAt, facts, by } = given;
  if (!isInstant(startAt)) throw new AppError('invalidDate', { value: startAt });
  const env = draftEnv(given);
  const opened = start(compiled, { facts, ...(by && { by }) }, env);
  const play = new Play(compiled, opened.snapshot, env);
  const opening = { ...entryOf(startAt, 'case.opened', opened), line: -1 };
  const entries = [opening, ...script.flatMap((step, line) => playLine(compiled, play, { step, line }, by))];
  const noticed = entries.flatMap(({ at, line, effects }) => effects.map((effect) => ({ at, line, effect })));
  return { entries, noticed, snapshot: play.snapshot, now: play.now, truncated: play.truncated };
}

/** Every event that the case knows of where the simulation has come to: possible, or why not (`explain`). */
export function nextEvents(
  compiled: CompiledDefinition,
  given: SimulatedCase,
  { snapshot, now }: Pick<Simulation, 'snapshot' | 'now'>,
): EventExplanation[] {
  return explain(compiled, snapshot, { ...draftEnv(given), now });
}

function draftEnv({ startAt, calendar }: SimulatedCase): StepEnv {
  const openedOn = calendar.legalDate(startAt);
  const id = '00000000-0000-0000-0000-000000000000';
  return {
    now: startAt,
    calendar,
    caseValues: { id, number: 'simulation', openedOn, assigneeId: null, teamId: '' },
  };
}

function playLine(
  compiled: CompiledDefinition,
  play: Play,
  { step, line }: { step: ScriptStep; line: number },
  by: Sender | undefined,
): SimulationEntry[] {
  const first = play.entries.length;
  if ('advanceTo' in step) {
    play.moveTo(checked(step.advanceTo, play.now, line));
  } else {
    const at = checked(step.at ?? play.now, play.now, line);
    play.takeAt(at, (snapshot) => eventOf(compiled, snapshot, step, by));
    play.moveTo(at);
  }
  return play.entries.slice(first).map((entry) => ({ ...entry, line }));
}

function checked(at: unknown, now: Instant, line: number): Instant {
  if (!isInstant(at)) throw new AppError('invalidDate', { value: at, line });
  if (at < now) throw new AppError('clockBackwards', { at, now, line });
  return at;
}

function eventOf(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  step: Exclude<ScriptStep, { advanceTo: Instant }>,
  by: Sender | undefined,
): CaseEvent {
  if ('childEnds' in step) {
    const output = { end: step.end, facts: step.facts ?? {} };
    return { type: doneEvent(step.childEnds), opening: snapshot.children[step.childEnds] ?? 0, output };
  }
  const { event: type, facts, role } = step;
  if (/^(xstate|timer)\./.test(type)) throw new AppError('reservedEvent', { event: type });
  const senders = sendersOf(compiled, type, activePaths(compiled, snapshot.value));
  const sender = senderOf(role ? [role] : (by?.roles ?? senders.slice(0, 1)), by);
  return { type, ...(facts && { facts }), ...((role || senders.length > 0) && { by: sender }) };
}

function senderOf(roles: Role[], by: Sender | undefined): Sender {
  return { userId: by?.userId ?? 'simulation', name: by?.name ?? 'Simulation', roles };
}
