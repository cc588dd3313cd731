import type { ActionDefinition, Definition, StateNode } from '../definition.js';
import { formSchema } from '../intake.js';
import { transitionGroups } from '../labels.js';
import { transitionsOf, walkStates } from '../state-tree.js';
import { detailsOf } from './fit.js';
import type { GivenFacts } from './given-facts.js';
import { isAlike, type Mismatch } from './mismatch.js';

type SendEvent = Extract<ActionDefinition, { type: 'sendEvent' }>;

/**
 * An event that is sent to another case must be one that it has, with facts that its form takes. Which case it is may be known only when
 * it is sent: a parent is of any type that opens cases of this one. Then what is wrong is wrong for all of them.
 */
export function mismatchesOfEvent(
  definition: Definition,
  { to, event }: SendEvent,
  given: GivenFacts,
  known: Definition[],
  pointer: string,
): Mismatch[] {
  const hearers = known.filter((one) =>
    to === 'parent' ? opens(one, definition.caseType) : invokes(definition, to, one.caseType),
  );
  if (hearers.length === 0) return [];
  const takers = hearers.filter(({ events }) => Object.hasOwn(events, event));
  if (takers.length === 0) {
    const there = hearers.map((hearer) => ({ definition: hearer, path: '/events' }));
    const details = { event, ...namesOf(hearers) };
    return [{ code: 'sentEventUnknown', here: `${pointer}/event`, there, about: event, details }];
  }
  return common(takers.map((taker) => mismatchesOfForm(taker, event, given, namesOf(takers))));
}

/** What is wrong for all in one way, with the places in all. */
function common([first = [], ...others]: Mismatch[][]): Mismatch[] {
  return first.flatMap((mismatch) => {
    const isSame = (other: Mismatch): boolean => other.code === mismatch.code && isAlike(other, mismatch);
    const alike = others.flatMap((list) => list.find(isSame) ?? []);
    const there = [mismatch, ...alike].flatMap((one) => one.there);
    return alike.length === others.length ? [{ ...mismatch, there }] : [];
  });
}

const namesOf = (cases: Definition[]) => ({
  cases: cases.map(({ title }) => title.da),
  cases_en: cases.map(({ title }) => title.en ?? title.da),
});

function mismatchesOfForm(
  taker: Definition,
  event: string,
  given: GivenFacts,
  names: ReturnType<typeof namesOf>,
): Mismatch[] {
  const { form = [], required = [] } = taker.events[event]!;
  const schemas = formSchema(taker.facts, taker.events[event]!);
  const at = (key: string) => [{ definition: taker, path: `/events/${event}${key}` }];
  const about = (fact: string) => ({ about: fact, details: { event, ...names, fact } });
  const ofFact = (fact: string): Mismatch[] => {
    const here = given.pathOf(fact);
    if (!form.includes(fact)) return [{ code: 'sentFactUnknown', here, there: at(''), ...about(fact) }];
    const there = at(`/form/${form.indexOf(fact)}`);
    return given.misfits(fact, schemas[fact] ?? {}).map((misfit) => {
      const details = { ...about(fact).details, ...detailsOf(misfit) };
      return { code: 'sentFactMisfit', here, there, about: fact, details };
    });
  };
  return [
    ...given.lacks(required).map((fact): Mismatch => {
      const there = at(`/required/${required.indexOf(fact)}`);
      return { code: 'sentFactMissing', here: given.place.path, there, ...about(fact) };
    }),
    ...given.names.flatMap(ofFact),
  ];
}

/** Whether cases of the definition have cases of the type as children under this id. */
function invokes({ machine }: Definition, id: string, caseType: string): boolean {
  return someState(machine, ({ invoke }) => invoke?.id === id && invoke.src === caseType);
}

/** Whether a case of the definition may be the parent of one of the type: it invokes it, or opens it by an action. */
export function opens({ machine }: Definition, caseType: string): boolean {
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
