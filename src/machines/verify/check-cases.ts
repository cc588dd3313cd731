import { checkExpressions } from '../compile.js';
import type { Definition } from '../definition.js';
import type { Problem } from '../problems.js';
import { givingActions } from './given-facts.js';
import { Laboratory } from './laboratory.js';
import { isAlike, seenHere, seenThere, type Mismatch } from './mismatch.js';
import { mismatchesOfInvoke, mismatchesOfOpening } from './opened-cases.js';
import { mismatchesOfEvent, opens } from './sent-events.js';
import type { State } from './shape.js';
import type { Cases } from './neighbours.js';
import { found } from './texts.js';

/** Definitions that hold, made ready to be looked into once; none of one that does not compile, which its own check tells. */
export type OtherLaboratories = (definition: Definition) => Laboratory | undefined;

/** Remembers them by the documents, which must not be changed. */
export function createOtherLaboratories(): OtherLaboratories {
  const known = new WeakMap<Definition, { laboratory?: Laboratory }>();
  return (definition) => {
    const entry = known.get(definition) ?? laboratoryFor(definition);
    known.set(definition, entry);
    return entry.laboratory;
  };
}

function laboratoryFor(definition: Definition): { laboratory?: Laboratory } {
  if (checkExpressions(definition).length > 0) return {};
  return { laboratory: new Laboratory(definition, { maxConfigurations: 0, maxWork: 0 }) };
}

/**
 * Whether the definition and the others fit each other: what a case gives those that it opens and takes from its child cases, and the
 * events that it sends to children and parents. `others` are taken for all there are; a case type that opens itself is known by this
 * definition.
 */
export function checkCases(laboratory: Laboratory, others: Cases, readyFor: OtherLaboratories): Problem[] {
  const { definition } = laboratory;
  const cases = { ...others, [definition.caseType]: definition };
  return [
    ...checkTypes(laboratory, cases),
    ...mismatchesOf(laboratory, cases)
      .filter(({ onlyThere }) => !onlyThere)
      .map(seenHere),
    ...checkOthers(definition, others, readyFor),
  ];
}

const caseOf = (caseType: string, cases: Cases): Definition | undefined =>
  Object.hasOwn(cases, caseType) ? cases[caseType] : undefined;

function checkOthers(definition: Definition, others: Cases, readyFor: OtherLaboratories): Problem[] {
  const { caseType } = definition;
  const before = caseOf(caseType, others);
  const mayConcern = (other: Definition): boolean =>
    other !== before && (opens(other, caseType) || opens(definition, other.caseType));
  return Object.values(others)
    .filter(mayConcern)
    .flatMap((other) => checkOther(definition, other, others, readyFor));
}

/**
 * Whether another definition, as it is, still fits when this one takes the place of the version that holds among `others`. What did not fit
 * before is left to it: nobody answers for what somebody else has done.
 */
export function checkOther(
  definition: Definition,
  other: Definition,
  others: Cases,
  readyFor: OtherLaboratories,
): Problem[] {
  const { caseType } = definition;
  const laboratory = caseOf(caseType, others) && readyFor(other);
  if (!laboratory) return [];
  const known = mismatchesOf(laboratory, others);
  return mismatchesOf(laboratory, { ...others, [caseType]: definition })
    .filter((mismatch) => !known.some((earlier) => isAlike(earlier, mismatch)))
    .flatMap((mismatch) => seenThere(mismatch, other, definition));
}

function mismatchesOf(laboratory: Laboratory, cases: Cases): Mismatch[] {
  return laboratory.shape.states.flatMap((state) => {
    const { invoke } = state.node;
    const child = invoke && caseOf(invoke.src, cases);
    return [
      ...(child ? mismatchesOfInvoke(laboratory, state, child) : []),
      ...mismatchesOfActions(laboratory, state, cases),
    ];
  });
}

function mismatchesOfActions(laboratory: Laboratory, state: State, cases: Cases): Mismatch[] {
  return givingActions(laboratory, state).flatMap(({ action, pointer, given }) => {
    if (action.type === 'sendEvent')
      return mismatchesOfEvent(laboratory.definition, action, given, Object.values(cases), pointer);
    const opened = action.type === 'openCase' && caseOf(action.caseType, cases);
    return opened ? mismatchesOfOpening(given, opened, 'facts') : [];
  });
}

/** Every case type that is opened is there. */
function checkTypes(laboratory: Laboratory, cases: Cases): Problem[] {
  const unknown = (caseType: string, path: string): Problem[] =>
    caseOf(caseType, cases) ? [] : [found('unknownChildType', path, { caseType })];
  return laboratory.shape.states.flatMap((state) => {
    const { invoke } = state.node;
    return [
      ...(invoke ? unknown(invoke.src, `${state.pointer}/invoke/src`) : []),
      ...givingActions(laboratory, state).flatMap(({ action, pointer }) =>
        action.type === 'openCase' ? unknown(action.caseType, `${pointer}/caseType`) : [],
      ),
    ];
  });
}
