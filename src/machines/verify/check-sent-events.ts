import type { ActionDefinition, Definition, StateNode } from '../definition.js';
import { formSchema } from '../intake.js';
import { transitionGroups } from '../labels.js';
import type { Problem } from '../problems.js';
import { transitionsOf, walkStates } from '../state-tree.js';
import { detailsOf } from './fit.js';
import type { GivenFacts } from './given-facts.js';
import { found } from './texts.js';

type SendEvent = Extract<ActionDefinition, { type: 'sendEvent' }>;

/**
 * An event that is sent to another case must be one that it has, with facts that its form takes. Which case it is may be known only when
 * it is sent: a parent is of any type that opens cases of this one. Then what is wrong is wrong for all of them.
 */
export function checkSentEvent(
  definition: Definition,
  { to, event }: SendEvent,
  given: GivenFacts,
  known: Definition[],
  pointer: string,
): Problem[] {
  const hearers = known.filter((one) =>
    to === 'parent' ? opens(one, definition.caseType) : invokes(definition, to, one.caseType),
  );
  const takers = hearers.filter(({ events }) => Object.hasOwn(events, event));
  if (takers.length === 0)
    return hearers.length === 0
      ? []
      : [found('sentEventUnknown', `${pointer}/event`, { event, ...namesOf(hearers) })];
  const details = { event, ...namesOf(takers) };
  const [first = [], ...others] = takers.map((taker) => problemsOf(taker, event, given, details));
  return first.filter((problem) => others.every((list) => list.some((other) => isAlike(other, problem))));
}

const isAlike = (one: Problem, other: Problem): boolean => one.code === other.code && one.path === other.path;

const namesOf = (cases: Definition[]) => ({
  cases: cases.map(({ title }) => title.da),
  cases_en: cases.map(({ title }) => title.en ?? title.da),
});

function problemsOf(
  { facts, events }: Definition,
  event: string,
  given: GivenFacts,
  details: Record<string, unknown>,
): Problem[] {
  const { form = [], required = [] } = events[event]!;
  const schemas = formSchema(facts, events[event]!);
  return [
    ...given.lacks(required).map((fact) => found('sentFactMissing', given.place.path, { ...details, fact })),
    ...given.names.flatMap((fact) => {
      const at = given.pathOf(fact);
      if (!form.includes(fact)) return [found('sentFactUnknown', at, { ...details, fact })];
      return given
        .misfits(fact, schemas[fact] ?? {})
        .map((misfit) => found('sentFactMisfit', at, { ...details, fact, ...detailsOf(misfit) }));
    }),
  ];
}

/** Whether cases of the definition have cases of the type as children under this id. */
function invokes({ machine }: Definition, id: string, caseType: string): boolean {
  return someState(machine, ({ invoke }) => invoke?.id === id && invoke.src === caseType);
}

/** Whether a case of the definition may be the parent of one of the type: it invokes it, or opens it by an action. */
function opens({ machine }: Definition, caseType: string): boolean {
  return someState(machine, (node) => {
    const moves = transitionGroups(node).flatMap(({ transitions }) => transitionsOf(transitions));
    const actions = moves.flatMap((move) => move.actions ?? []);
    return (
      node.invoke?.src === caseType ||
      actions.some((action) => action.type === 'openCase' && action.caseType === caseType)
    );
  });
}

function someState(machine: StateNode, holds: (node: StateNode) => boolean): boolean {
  let some = false;
  walkStates(machine, (node) => (some ||= holds(node)));
  return some;
}
