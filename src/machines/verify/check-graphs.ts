import type { Problem } from '../problems.js';
import { isSupposed, walkTo, type Graph, type Outcome, type Walk } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { lineOf, type State } from './shape.js';
import { checkDeadlines } from './check-deadlines.js';
import { checkDormant } from './check-dormant.js';
import { checkEnds } from './check-ends.js';
import { checkLoops } from './check-loops.js';
import { checkTimersAgain } from './check-timers.js';
import { found } from './texts.js';

/**
 * What can only be seen by taking every step: what is never reached, never ends, never stops or lies still. While a case would run for
 * ever, what seems out of reach or at a standstill may be so only for that: then the loops alone are told.
 */
export function checkGraphs(laboratory: Laboratory): Problem[] {
  const unreached = checkReached(laboratory);
  const nowhere = new Set(unreached.map(({ path }) => path));
  const found = [
    ...checkEvents(laboratory),
    ...checkTasks(laboratory, nowhere),
    ...checkDeadlines(laboratory, nowhere),
    ...checkEnds(laboratory),
    ...checkDormant(laboratory),
    ...checkTimersAgain(laboratory),
  ];
  const { real, unseen } = checkLoops(laboratory);
  return real.length > 0 ? real : [...unreached, ...found, ...unseen];
}

/** The graph that looks at the region and at all that it depends on. */
function graphOfRegion(laboratory: Laboratory, region: number): Graph {
  return laboratory.graphOf({ slice: laboratory.dependencies.close([region]) });
}

/** A walk to the first step, in order of discovery, that enters the state. */
function walkInto(graph: Graph, { index }: State): Walk | undefined {
  const entering = graph.outcomes.map(({ seen }) =>
    seen.some((one) => one.kind === 'enter' && one.state === index),
  );
  const step = graph.stepOutcome.findIndex((outcome) => entering[outcome]);
  if (step < 0) return undefined;
  const node = graph.firstStep.findLastIndex((first) => first <= step);
  return [...walkTo(graph, node), step];
}

/** A state that is entered only if some other region is in a certain state is tried on the whole machine. */
export function checkReached(laboratory: Laboratory): Problem[] {
  return laboratory.shape.states.flatMap((state) => {
    const graph = graphOfRegion(laboratory, state.region);
    const entering = graph.outcomes.filter(({ seen }) =>
      seen.some((one) => one.kind === 'enter' && one.state === state.index),
    );
    if (entering.some((outcome) => !isSupposed(outcome)) || !isReachedAround(laboratory, state)) return [];
    const into = (within: Graph) => {
      const walk = walkInto(within, state);
      return walk && { walk };
    };
    const {
      found: reached,
      graph: last,
      undecided,
    } = laboratory.search([state.region], into, { probe: true });
    if (reached || undecided || !last.complete) return [];
    return [found('unreachableState', state.pointer, { state: state.path })];
  });
}

/** Only the outermost of several unreachable states is reported. */
function isReachedAround(laboratory: Laboratory, { parent }: State): boolean {
  if (parent === undefined || parent.parent === undefined) return true;
  const graph = graphOfRegion(laboratory, parent.region);
  return graph.outcomes.some(({ seen }) =>
    seen.some((one) => one.kind === 'enter' && one.state === parent.index),
  );
}

/** What was not looked at in full may hold what is missed: `notProved` says so. */
export function checkEvents(laboratory: Laboratory): Problem[] {
  const { definition, dependencies } = laboratory;
  return Object.keys(definition.events).flatMap((event) => {
    const accepted = dependencies.handlers(event).some((region) => {
      const { complete, outcomes } = graphOfRegion(laboratory, region);
      return !complete || outcomes.some((outcome) => outcome.event === event);
    });
    return accepted ? [] : [found('eventNotAccepted', `/events/${event}`, { event })];
  });
}

/** Every task that is opened must be closed by one of its own events, at least on some path; one that is opened only where no case comes is no matter of its own. */
export function checkTasks(laboratory: Laboratory, unreached: ReadonlySet<string> = new Set()): Problem[] {
  const { definition, shape } = laboratory;
  const isReached = (state: State) => !lineOf(state).some(({ pointer }) => unreached.has(pointer));
  return Object.entries(definition.tasks).flatMap(([task, { events }]) => {
    const naming = shape.states.filter((state) => state.meta.tasks?.includes(task) && isReached(state));
    const { close, handlers } = laboratory.dependencies;
    const closesIn = (state: State, regions: number[]): boolean => {
      const graph = laboratory.graphOf({ slice: close(regions) });
      if (!graph.complete) return true;
      return graph.outcomes.some(
        (outcome) => events.includes(outcome.event) && closes(graph, outcome, state),
      );
    };
    // Most tasks are closed where they are open; some because another region has gone on.
    const closable = naming.some(
      (state) =>
        closesIn(state, [state.region]) || closesIn(state, [state.region, ...events.flatMap(handlers)]),
    );
    return naming.length === 0 || closable ? [] : [found('taskNeverClosed', `/tasks/${task}`, { task })];
  });
}

function closes({ blocks }: Graph, outcome: Outcome, { index, region }: State): boolean {
  const left = outcome.seen.some((one) => one.kind === 'leave' && one.state === index);
  if (!left && !outcome.swept.includes(region)) return false;
  const anew = outcome.seen.some(({ kind }) => kind === 'reenter');
  return anew || !blocks[outcome.blocks[region]!]!.states.includes(index);
}
