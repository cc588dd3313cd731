import type { Definition, Moment } from '../definition.js';
import { afterEvent, stateId } from '../compile.js';
import type { Compiler } from '../compiler.js';
import { leastDays, type FactsAhead } from '../expressions/days-ahead.js';
import { isHours, msOfHours } from '../hours.js';
import { parameterOf } from '../parse/lengths.js';
import type { Problem } from '../problems.js';
import { walkTo, type Graph, type Outcome, type Walk } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { isWithin, targetOf, type Move, type Shape, type State } from './shape.js';
import { found } from './texts.js';

/** One `after`: a timer that runs while its state is active. */
interface Timer {
  state: State;
  moment: string;
  event: string;
  pointer: string;
}

function timersOf({ definition, states }: Shape): Timer[] {
  return states.flatMap((state) =>
    Object.keys(state.node.after ?? {}).map((moment) => ({
      state,
      moment,
      event: afterEvent(moment, stateId(definition, state.path)),
      pointer: `${state.pointer}/after/${moment}`,
    })),
  );
}

/**
 * A timer that has come must not be set again at once, because its moment has passed: neither in its own step, be it through other
 * transitions, nor by way of other timers that lead round to it. Then the case would take steps for ever.
 */
export function checkTimersAgain(laboratory: Laboratory): Problem[] {
  const { shape } = laboratory;
  const timers = timersOf(shape);
  const staying = timers.flatMap((timer) => checkStaying(laboratory, timer));
  const moves = shape.states.flatMap((state) => state.moves);
  const unmoved = (isTaken: (move: Move, timer: Timer) => boolean) =>
    timers.filter(
      (timer) => !moves.some((move) => isTaken(move, timer) && isMovedBy(laboratory, timer, move)),
    );
  const inItsStep = unmoved((move, { event }) => move.event === event || isUrgent(move));
  const again = [...staying, ...inItsStep.flatMap((timer) => checkComingBack(laboratory, timer, staying))];
  const byTimers = () =>
    unmoved((move) => move.kind === 'after' || isUrgent(move)).filter(
      (timer) => !isCountedAnew(laboratory, timer, true),
    );
  return again.length > 0 ? again : checkRounds(laboratory, byTimers());
}

/** It is taken at once, in the step of something else. */
const isUrgent = ({ kind }: Move): boolean => kind === 'always' || kind === 'onDone';

/**
 * The moment is counted from the instant at which the timer is set, and lies ahead of it. A deadline that runs is counted from its own
 * start, which is as late only when it begins anew with the state.
 */
function isCountedAnew({ shape, compiler }: Laboratory, { state, moment }: Timer, anew: boolean): boolean {
  const naming = statesNaming(shape, moment);
  const runs = naming.length > 0 && !(anew && naming.every((one) => isWithin(one, state)));
  return !runs && liesAhead(compiler, moment);
}

/** Where the deadline runs; nowhere when the moment is a delay. */
const statesNaming = ({ states }: Shape, moment: string): State[] =>
  states.filter(({ meta }) => meta.deadlines?.includes(moment));

const momentNamed = ({ delays, deadlines }: Definition, name: string): Moment =>
  Object.hasOwn(delays, name) ? delays[name]! : deadlines[name]!;

/** No house is closed for two weeks: by rolling back, a day comes this much earlier at most. */
const MOST_DAYS_CLOSED = 13;

function liesAhead(compiler: Compiler, moment: string, facts: FactsAhead = {}): boolean {
  const { definition } = compiler;
  const { due, anchor, length, roll, at } = momentNamed(definition, moment);
  const from = compiler.expression((due ?? anchor)!, 'moment', { path: '' });
  const written = length === undefined ? undefined : lengthIn(definition, length);
  // An instant that is no day back is `now` or later.
  if (isHours(written)) return from.daysAhead(facts) >= 0 && msOfHours(written) > 0;
  const days =
    from.daysAhead(facts) +
    (written === undefined ? 0 : leastDays(written)) -
    (roll === 'backward' ? MOST_DAYS_CLOSED : 0);
  const isInstant = due !== undefined && from.type === 'Instant';
  const usual = Object.hasOwn(definition.delays, moment) ? 'reminderClock' : 'endOfDay';
  const endsToday = !isInstant && (at ?? usual) === 'endOfDay';
  return days >= (endsToday ? 0 : 1);
}

function lengthIn({ parameters }: Definition, length: string): string {
  const parameter = parameterOf(length);
  return parameter === undefined ? length : String(parameters[parameter]!.value);
}

/** The moment is counted again when one of the facts is written. */
function readsAny(compiler: Compiler, moment: string, facts: FactsAhead): boolean {
  const { due, anchor } = momentNamed(compiler.definition, moment);
  const { reads } = compiler.expression((due ?? anchor)!, 'moment', { path: '' });
  return reads.facts.some((fact) => Object.hasOwn(facts, fact));
}

/** The transition writes what the moment is counted from, so that it lies ahead. */
export function isMovedBy(
  { compiler }: Laboratory,
  { moment }: Pick<Timer, 'moment'>,
  { event, definition }: Move,
): boolean {
  const place = compiler.place('', event);
  const ahead = (source: string) => compiler.expression(source, 'any', place).daysAhead();
  const actions = definition.actions ?? [];
  const written = actions.flatMap((action) =>
    action.type === 'setFacts' ? Object.entries(action.facts) : [],
  );
  const facts = Object.fromEntries(written.map(([fact, source]) => [fact, ahead(source)]));
  return (
    actions.some(
      (action) => action.type === 'extendDeadline' && action.deadline === moment && ahead(action.until) >= 0,
    ) ||
    (readsAny(compiler, moment, facts) && liesAhead(compiler, moment, facts))
  );
}

function checkStaying(laboratory: Laboratory, timer: Timer): Problem[] {
  const { shape } = laboratory;
  const { state, moment } = timer;
  const again = state.moves.filter(
    (move) =>
      move.event === timer.event &&
      beginsAnew(shape, state, move.definition) &&
      !isCountedAnew(laboratory, timer, move.definition.reenter === true) &&
      !isMovedBy(laboratory, timer, move),
  );
  return again.map(({ pointer }) => found('timerComesAgain', pointer, { moment, state: state.path }));
}

function checkComingBack(laboratory: Laboratory, timer: Timer, told: Problem[]): Problem[] {
  const { shape, compiler } = laboratory;
  const { state, moment, pointer } = timer;
  if (told.some(({ path }) => path.startsWith(pointer))) return [];
  const naming = liesAhead(compiler, moment) ? statesNaming(shape, moment) : undefined;
  if (naming?.length === 0) return [];
  const regions = [state, ...(naming ?? [])].map(({ region }) => region);
  const back = laboratory.search(regions, (graph) =>
    stepBack(graph, timer, (node, step) => naming === undefined || runsOn(graph, node, step, naming)),
  );
  if (!back.found) return [];
  const { path } = back.replayed;
  return [found('timerComesAgain', pointer, { moment, state: state.path, path })];
}

/** The deadline runs on in the step, from its earlier start: it begins anew only when `reenter` leaves all states that name it. */
function runsOn(graph: Graph, node: number, step: number, naming: State[]): boolean {
  const { seen, swept } = graph.outcomes[graph.stepOutcome[step]!]!;
  const wasActive = naming.filter((state) => isActive(graph, node, state));
  const stays = naming.filter((state) => isActive(graph, graph.stepTarget[step]!, state));
  if (wasActive.length === 0 || stays.length === 0) return false;
  if (!seen.some(({ kind }) => kind === 'reenter')) return true;
  const isLeft = (state: State): boolean =>
    wasActive.includes(state) &&
    (swept.includes(state.region) || seen.some((one) => 'state' in one && one.state === state.index));
  return !stays.every(isLeft);
}

function beginsAnew(shape: Shape, state: State, { target, reenter }: Move['definition']): boolean {
  return reenter === true && target !== undefined && isWithin(targetOf(shape, state, target), state);
}

/** A step in which the timer comes, and its state is left and active again after it: only then is the timer set anew. */
function stepBack(
  graph: Graph,
  timer: Timer,
  hasPassed: (node: number, step: number) => boolean,
): { walk: Walk } | undefined {
  const { event, state } = timer;
  for (let node = 0; node < graph.nodes.length; node += 1) {
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
      if (outcome.event !== event || !leaves(outcome, timer)) continue;
      if (isActive(graph, graph.stepTarget[step]!, state) && hasPassed(node, step))
        return { walk: [...walkTo(graph, node), step] };
    }
  }
  return undefined;
}

/** By way of a history state a state may be entered that was not left: it begins anew all the same. */
const leaves = ({ seen, swept }: Outcome, { state: { index, region } }: Timer): boolean =>
  swept.includes(region) ||
  seen.some((one) => (one.kind === 'leave' || one.kind === 'enter') && one.state === index);

const isActive = ({ nodes, blocks }: Graph, node: number, { index, region }: State): boolean =>
  blocks[nodes[node]!.blocks[region]!]!.states.includes(index);

/** Timers of several states that follow one another at the same instant, round and round. */
function checkRounds(laboratory: Laboratory, timers: Timer[]): Problem[] {
  const byEvent = new Map(timers.map((timer) => [timer.event, timer]));
  for (const region of new Set(timers.map(({ state }) => state.region))) {
    const round = laboratory.search([region], (graph) => roundIn(graph, byEvent));
    if (!round.found) continue;
    const { state, moment, pointer } = byEvent.get(round.found.event)!;
    const { path } = round.replayed;
    return [found('timersGoRound', pointer, { moment, state: state.path, path })];
  }
  return [];
}

/** A way along steps of these timers alone that comes back to where it began. */
function roundIn(
  graph: Graph,
  timers: ReadonlyMap<string, Timer>,
): { walk: Walk; event: string } | undefined {
  const settled = new Set<number>();
  const eventOf = (step: number): string => graph.outcomes[graph.stepOutcome[step]!]!.event;
  const stepsFrom = (node: number): number[] => {
    const steps: number[] = [];
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const timer = timers.get(eventOf(step));
      if (timer && leaves(graph.outcomes[graph.stepOutcome[step]!]!, timer)) steps.push(step);
    }
    return steps;
  };
  for (let start = 1; start < graph.nodes.length; start += 1) {
    const way = settled.has(start) ? [] : [{ node: start, steps: stepsFrom(start), by: -1 }];
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const step = last.steps.pop();
      const target = step === undefined ? -1 : graph.stepTarget[step]!;
      const first = way.findIndex(({ node }) => node === target);
      if (step === undefined) settled.add(way.pop()!.node);
      else if (first >= 0) {
        const round = [...way.slice(first + 1).map(({ by }) => by), step];
        return { walk: [...walkTo(graph, target), ...round], event: eventOf(round[0]!) };
      } else if (!settled.has(target)) way.push({ node: target, steps: stepsFrom(target), by: step });
    }
  }
  return undefined;
}
