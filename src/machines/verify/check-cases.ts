import { doneEvent } from '../compile.js';
import type { Definition, InvokeDefinition } from '../definition.js';
import { writtenFacts } from '../expressions/record-types.js';
import { openingFacts } from '../later-facts.js';
import type { Problem } from '../problems.js';
import type { Question } from './atoms.js';
import { checkSentEvent } from './check-sent-events.js';
import { canAllBeFalse } from './check-states.js';
import { detailsOf, misfitOf } from './fit.js';
import { GivenFacts } from './given-facts.js';
import type { Laboratory } from './laboratory.js';
import type { Move, State } from './shape.js';
import { found } from './texts.js';

/** Definitions by their case types. */
type Cases = Record<string, Definition>;

/**
 * Whether the definition fits the others: what it gives the cases that it opens and takes from its child cases, and the events that it
 * sends to children and parents. `others` are taken for all there are; a case type that opens itself is known by this definition.
 */
export function checkCases(laboratory: Laboratory, others: Cases): Problem[] {
  const { definition, shape } = laboratory;
  const cases = { ...others, [definition.caseType]: definition };
  return shape.states.flatMap((state) => [
    ...checkInvoke(laboratory, state, cases),
    ...state.moves.flatMap((move) => checkActions(laboratory, move, cases)),
  ]);
}

function checkInvoke(laboratory: Laboratory, state: State, cases: Cases): Problem[] {
  const { invoke } = state.node;
  if (!invoke) return [];
  const pointer = `${state.pointer}/invoke`;
  const child = caseOf(invoke.src, cases);
  if (!child) return [found('unknownChildType', `${pointer}/src`, { caseType: invoke.src })];
  const given = new GivenFacts(laboratory, invoke.input ?? {}, { path: `${pointer}/input` });
  return [
    ...checkEnds(laboratory, state, invoke, child),
    ...checkOpening(given, child, 'input'),
    ...checkReturned(laboratory.definition, invoke, child, `${pointer}/receives`),
  ];
}

function checkActions(laboratory: Laboratory, move: Move, cases: Cases): Problem[] {
  return (move.definition.actions ?? []).flatMap((action, index) => {
    if (action.type !== 'openCase' && action.type !== 'sendEvent') return [];
    const pointer = `${move.pointer}/actions/${index}`;
    const place = laboratory.compiler.place(`${pointer}/facts`, move.event);
    const given = new GivenFacts(laboratory, action.facts ?? {}, place);
    if (action.type === 'sendEvent')
      return checkSentEvent(laboratory.definition, action, given, Object.values(cases), pointer);
    const opened = caseOf(action.caseType, cases);
    return opened
      ? checkOpening(given, opened, 'facts')
      : [found('unknownChildType', `${pointer}/caseType`, { caseType: action.caseType })];
  });
}

const caseOf = (caseType: string, cases: Cases): Definition | undefined =>
  Object.hasOwn(cases, caseType) ? cases[caseType] : undefined;

const nameOf = ({ title }: Definition) => ({ child: title.da, child_en: title.en ?? title.da });

/** Every end of the child must lead on. */
function checkEnds(
  { questions }: Laboratory,
  { pointer, moves }: State,
  { id }: InvokeDefinition,
  child: Definition,
): Problem[] {
  const returning = moves.filter(({ kind, event }) => kind === 'childDone' && event === doneEvent(id));
  return Object.keys(child.ends)
    .filter((end) => canAllBeFalse(returning, questions, endIs(end)))
    .map((end) => found('uncoveredEnd', `${pointer}/invoke/onDone`, { ...nameOf(child), end }));
}

const endIs =
  (end: string) =>
  (question: Question): boolean | undefined =>
    question.kind === 'free' && question.group === 'event.output.end' ? question.literal === end : undefined;

/** What a case is opened with must be what the API would accept. `key` is where the facts stand. */
function checkOpening(given: GivenFacts, opened: Definition, key: 'input' | 'facts'): Problem[] {
  const { required = [], properties } = opened.facts;
  const taken = openingFacts(opened);
  const name = nameOf(opened);
  const problemsOf = (fact: string): Problem[] => {
    const at = given.pathOf(fact);
    if (!Object.hasOwn(properties, fact)) return [found('childFactUnknown', at, { ...name, fact })];
    if (!Object.hasOwn(taken, fact)) return [found('childFactNotAtOpening', at, { ...name, fact })];
    return given
      .misfits(fact, taken[fact]!)
      .map((misfit) => found('childFactMisfit', at, { ...name, fact, ...detailsOf(misfit) }));
  };
  return [
    ...given
      .lacks(required)
      .map((fact) => found('childFactMissing', given.place.path, { ...name, fact, key })),
    ...given.names.flatMap(problemsOf),
  ];
}

/** What is taken over when the child ends must be what some end of it gives, as it is described here. */
function checkReturned(
  definition: Definition,
  { receives = [] }: InvokeDefinition,
  child: Definition,
  pointer: string,
): Problem[] {
  const returned = new Set(Object.values(child.ends).flat());
  const [theirs, ours] = [writtenFacts(child), writtenFacts(definition)];
  const name = nameOf(child);
  return receives.flatMap((fact, index): Problem[] => {
    const at = `${pointer}/${index}`;
    if (!returned.has(fact)) return [found('childFactNotReturned', at, { ...name, fact })];
    const misfit = misfitOf(theirs[fact]!, ours[fact]!, 'always', fact);
    return misfit ? [found('returnedFactMisfit', at, { ...name, fact, ...detailsOf(misfit) })] : [];
  });
}
