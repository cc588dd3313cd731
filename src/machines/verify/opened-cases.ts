import { doneEvent } from '../compile.js';
import type { Definition, InvokeDefinition } from '../definition.js';
import { writtenFacts } from '../expressions/record-types.js';
import { openingFacts } from '../later-facts.js';
import { questionsIn, type Question, type Questions } from './atoms.js';
import { canAllBeFalse } from './check-states.js';
import { detailsOf, misfitOf } from './fit.js';
import { GivenFacts } from './given-facts.js';
import type { Laboratory } from './laboratory.js';
import type { Mismatch } from './mismatch.js';
import type { Move, State } from './shape.js';

const nameOf = ({ title }: Definition) => ({ child: title.da, child_en: title.en ?? title.da });

/** What a child case gets, hands back, and ends with. */
export function mismatchesOfInvoke(laboratory: Laboratory, state: State, child: Definition): Mismatch[] {
  const invoke = state.node.invoke!;
  const pointer = `${state.pointer}/invoke`;
  const given = new GivenFacts(laboratory, invoke.input ?? {}, { path: `${pointer}/input` });
  return [
    ...mismatchesOfEnds(laboratory, state, invoke, child),
    ...mismatchesOfOpening(given, child, 'input'),
    ...mismatchesOfReturn(laboratory.definition, invoke, child, `${pointer}/receives`),
  ];
}

/**
 * Every end of the child must lead on. Who asks for some ends by name has had the others in mind, but not one that is new: a renamed end would
 * go where all the others go.
 */
function mismatchesOfEnds(
  { questions }: Laboratory,
  { pointer, moves }: State,
  { id }: InvokeDefinition,
  child: Definition,
): Mismatch[] {
  const returning = moves.filter(({ kind, event }) => kind === 'childDone' && event === doneEvent(id));
  const named = namedEnds(returning, questions);
  return Object.keys(child.ends).flatMap((end): Mismatch[] => {
    const mismatch = {
      here: `${pointer}/invoke/onDone`,
      there: [{ definition: child, path: `/ends/${end}` }],
      about: end,
      details: { ...nameOf(child), end },
    };
    if (canAllBeFalse(returning, questions, endIs(end))) return [{ code: 'uncoveredEnd', ...mismatch }];
    return named.size === 0 || named.has(end) ? [] : [{ code: 'endNotNamed', onlyThere: true, ...mismatch }];
  });
}

const END = 'event.output.end';

function namedEnds(returning: Move[], questions: Questions): Set<string> {
  const asked = returning.flatMap(({ guard }) => (guard ? questionsIn(questions.of(guard)) : []));
  return new Set(
    asked.flatMap((question) =>
      question.kind === 'free' && question.group === END ? [question.literal!] : [],
    ),
  );
}

const endIs =
  (end: string) =>
  (question: Question): boolean | undefined =>
    question.kind === 'free' && question.group === END ? question.literal === end : undefined;

/** What a case is opened with must be what the API would accept. `key` is where the facts stand. */
export function mismatchesOfOpening(
  given: GivenFacts,
  opened: Definition,
  key: 'input' | 'facts',
): Mismatch[] {
  const { required = [], properties } = opened.facts;
  const taken = openingFacts(opened);
  const mismatch = (
    code: Mismatch['code'],
    fact: string,
    [here, path]: [here: string, path: string],
    more: object = {},
  ): Mismatch => ({
    code,
    here,
    there: [{ definition: opened, path }],
    about: fact,
    details: { ...nameOf(opened), fact, ...more },
  });
  const ofFact = (fact: string): Mismatch[] => {
    const here = given.pathOf(fact);
    if (!Object.hasOwn(properties, fact))
      return [mismatch('childFactUnknown', fact, [here, '/facts/properties'])];
    const there = `/facts/properties/${fact}`;
    if (!Object.hasOwn(taken, fact)) return [mismatch('childFactNotAtOpening', fact, [here, there])];
    return given
      .misfits(fact, taken[fact]!)
      .map((misfit) => mismatch('childFactMisfit', fact, [here, there], detailsOf(misfit)));
  };
  const lacks = given.lacks(required).map((fact) => {
    const there = `/facts/required/${required.indexOf(fact)}`;
    return mismatch('childFactMissing', fact, [given.place.path, there], { key });
  });
  return [...lacks, ...given.names.flatMap(ofFact)];
}

/** What is taken over when the child ends must be what some end of it gives, as it is described here. */
function mismatchesOfReturn(
  definition: Definition,
  { receives = [] }: InvokeDefinition,
  child: Definition,
  pointer: string,
): Mismatch[] {
  const returned = new Set(Object.values(child.ends).flat());
  const [theirs, ours] = [writtenFacts(child), writtenFacts(definition)];
  return receives.flatMap((fact, index): Mismatch[] => {
    const common = { here: `${pointer}/${index}`, about: fact };
    const details = { ...nameOf(child), fact };
    const at = (path: string) => [{ definition: child, path }];
    if (!returned.has(fact))
      return [{ code: 'childFactNotReturned', ...common, there: at('/ends'), details }];
    const misfit = misfitOf(theirs[fact]!, ours[fact]!, 'always', fact);
    const there = at(`/facts/properties/${fact}`);
    return misfit
      ? [{ code: 'returnedFactMisfit', ...common, there, details: { ...details, ...detailsOf(misfit) } }]
      : [];
  });
}
