import type { DeadlineDefinition } from '../definition.js';
import type { Problem } from '../problems.js';
import { isStateNamed } from '../observed.js';
import type { Graph, Outcome } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { wantedIn } from './observations.js';
import { isWithin, lineOf, type State } from './shape.js';
import { found } from './texts.js';

/** Whether a step may meet a deadline of ours: what meets it is seen in the step. */
type Meets = (outcome: Outcome) => boolean;

interface Way {
  meets: Meets;
  /** Regions in which it may be seen. */
  regions: number[];
}

/**
 * A deadline of ours that runs must be met on some path; otherwise it is exceeded in every case that comes so far. Said only where no step that
 * ends it can show what meets it, as `outcomeOf` asks.
 */
export function checkDeadlines(laboratory: Laboratory, unreached: ReadonlySet<string>): Problem[] {
  const { definition, shape } = laboratory;
  const isReached = (state: State) => !lineOf(state).some(({ pointer }) => unreached.has(pointer));
  return Object.entries(definition.deadlines).flatMap(([key, deadline]) => {
    if (deadline.kind === 'citizen') return [];
    const naming = shape.states.filter((state) => state.meta.deadlines?.includes(key) && isReached(state));
    const canBeMet = waysToMeet(laboratory, key, deadline, naming).some((way) =>
      naming.some((state) => isPossible(laboratory, state, way)),
    );
    return naming.length === 0 || canBeMet
      ? []
      : [found('deadlineNeverMet', `/deadlines/${key}`, { deadline: key })];
  });
}

/** First in the region of the deadline; what it shows only with others beside it is looked at with them. */
function isPossible(laboratory: Laboratory, state: State, { meets, regions }: Way): boolean {
  const { close } = laboratory.dependencies;
  const inGraph = (more: number[], probe: boolean): boolean => {
    const graph = laboratory.graphOf({ slice: close([state.region, ...more]) }, probe);
    return !graph.complete || hasStep(graph, state, meets);
  };
  return inGraph([], false) || inGraph(regions, true);
}

/** There is a step that ends or begins anew what runs in the state, and shows what meets it. */
function hasStep(graph: Graph, state: State, meets: Meets): boolean {
  const { outcomes, stepOutcome, stepTarget, firstStep } = graph;
  const meeting = outcomes.map(meets);
  const isActive = (node: number): boolean =>
    graph.blocks[graph.nodes[node]!.blocks[state.region]!]!.states.includes(state.index);
  return graph.nodes.some((_node, node) => {
    if (!isActive(node)) return false;
    for (let step = firstStep[node]!; step < firstStep[node + 1]!; step += 1) {
      const number = stepOutcome[step]!;
      const { done, seen } = outcomes[number]!;
      const stops = done || !isActive(stepTarget[step]!) || seen.some(({ kind }) => kind === 'reenter');
      if (meeting[number] && stops) return true;
    }
    return false;
  });
}

function waysToMeet(
  laboratory: Laboratory,
  key: string,
  { metBy }: DeadlineDefinition,
  naming: State[],
): Way[] {
  if (metBy) return metBy.map((text) => observed(laboratory, text));
  const beside = naming.map((state) => tasksBeside(laboratory, state, key));
  const events = beside.flat().flatMap((task) => laboratory.definition.tasks[task]!.events);
  const byTask = [...new Set(events)].map((event) => byEvent(laboratory, event));
  // Where a task of it is open, the task decides.
  const onItsWay = naming
    .filter((_state, index) => beside[index]!.length === 0)
    .map((state) => onTheWay(laboratory, state));
  return [...byTask, ...onItsWay];
}

const tasksBeside = ({ definition }: Laboratory, { meta }: State, deadline: string): string[] =>
  (meta.tasks ?? []).filter((task) => definition.tasks[task]!.deadline === deadline);

const byEvent = ({ dependencies }: Laboratory, event: string): Way => ({
  meets: (outcome) => outcome.event === event,
  regions: dependencies.handlers(event),
});

function observed(laboratory: Laboratory, text: string): Way {
  const { kind, name } = wantedIn(text);
  const { states } = laboratory.shape;
  if (kind === 'event') return byEvent(laboratory, name);
  if (kind === 'enter') {
    const named = states.filter(({ path }) => isStateNamed(path, name));
    const regions = named.map(({ region }) => region);
    const isEntered = ({ seen }: Outcome): boolean =>
      seen.some((one) => one.kind === 'enter' && named.some(({ index }) => index === one.state));
    return { meets: isEntered, regions };
  }
  const sends = ({ moves }: State): boolean =>
    moves.some(({ definition: { actions = [] } }) =>
      actions.some((action) => action.type === 'sendMessage' && action.letter === name),
    );
  const isSent = ({ seen }: Outcome): boolean =>
    seen.some((one) => one.kind === 'letter' && one.name === name);
  return {
    meets: isSent,
    regions: states.filter(sends).map(({ region }) => region),
  };
}

/** By a transition of the state or of one inside it, in a step that time has not brought. */
function onTheWay({ shape, dependencies }: Laboratory, state: State): Way {
  const moves = shape.states
    .filter((inner) => isWithin(inner, state))
    .flatMap((inner) => inner.moves)
    .filter(({ kind }) => kind !== 'after');
  const events = new Set(moves.map(({ event }) => event));
  const isUrgent = moves.some(({ kind }) => kind === 'always' || kind === 'onDone');
  return {
    meets: ({ event }) => !event.startsWith('xstate.after.') && (isUrgent || events.has(event)),
    regions: [...events].flatMap((event) => dependencies.handlers(event)),
  };
}
