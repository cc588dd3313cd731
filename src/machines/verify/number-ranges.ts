import type { Definition } from '../definition.js';
import { openingFacts } from '../later-facts.js';
import { parameterOf } from '../parse/lengths.js';
import { transitionsOf, walkStates } from '../state-tree.js';
import { transitionGroups } from '../labels.js';

/** The least and the most that a whole number can be, both included. */
export interface Range {
  least: number;
  most: number;
}

/** A question that compares a fact that is a whole number with a known one: it asks whether the fact lies in the range. */
export interface InRange {
  fact: string;
  range: Range;
}

export const ANY: Range = { least: -Infinity, most: Infinity };

/** `facts.n < 3`, `facts.n <= parameters.most`, `facts.n == 3`, in canonical spelling; other comparisons are contraries of these. */
export function rangeAskedIn(
  { facts, parameters }: Definition,
  left: string,
  operator: string,
  right: string,
): InRange | undefined {
  const fact = /^facts\.(\w+)$/.exec(left)?.[1] ?? '';
  const value = wholeNumber(right) ?? parameters[parameterOf(right) ?? '']?.value;
  if (!isWhole(facts, fact) || typeof value !== 'number' || !Number.isSafeInteger(value)) return undefined;
  if (operator === '==') return { fact, range: { least: value, most: value } };
  if (operator === '<') return { fact, range: { least: -Infinity, most: value - 1 } };
  return operator === '<=' ? { fact, range: { least: -Infinity, most: value } } : undefined;
}

/** What the answer to the question is, as far as the range of the fact decides it. */
export function answerWithin({ least, most }: Range, { range }: InRange): boolean | undefined {
  if (least >= range.least && most <= range.most) return true;
  return least > range.most || most < range.least ? false : undefined;
}

/** The range of the fact once the question has been answered. */
export function narrowed({ least, most }: Range, { range }: InRange, answer: boolean): Range {
  if (answer) return { least: Math.max(least, range.least), most: Math.min(most, range.most) };
  if (range.least <= least) return { least: Math.max(least, range.most + 1), most };
  return range.most >= most ? { least, most: Math.min(most, range.least - 1) } : { least, most };
}

/** The range of the fact after an action has written the expression into it. */
export function written(before: Range, fact: string, source: string): Range {
  const literal = wholeNumber(source.trim());
  if (literal !== undefined) return { least: literal, most: literal };
  const step = stepOf(fact, source);
  return step === undefined ? ANY : { least: before.least + step, most: before.most + step };
}

/**
 * Per fact that is a whole number: between what it lies at any time. People and those who open a case keep to `minimum` and `maximum`; what a child
 * hands back, or an action calculates otherwise than by counting, may be anything.
 */
export function rangesAtAnyTime(definition: Definition): ReadonlyMap<string, Range> {
  const { facts, events, machine } = definition;
  const ranges = new Map<string, Range>();
  const add = (fact: string, { least, most }: Range): void => {
    const known = ranges.get(fact);
    if (isWhole(facts, fact))
      ranges.set(fact, {
        least: Math.min(known?.least ?? Infinity, least),
        most: Math.max(known?.most ?? -Infinity, most),
      });
  };
  const said = (fact: string): Range => {
    const { minimum = -Infinity, maximum = Infinity } = facts.properties[fact] ?? {};
    return { least: minimum, most: maximum };
  };
  for (const [fact, { default: first }] of Object.entries(facts.properties))
    if (typeof first === 'number') add(fact, { least: first, most: first });
  const brought = [
    ...Object.keys(openingFacts(definition)),
    ...Object.values(events).flatMap((event) => event.form ?? []),
  ];
  for (const fact of brought) add(fact, said(fact));
  walkStates(machine, (node) => {
    for (const fact of node.invoke?.receives ?? []) add(fact, ANY);
    const moves = transitionGroups(node).flatMap(({ transitions }) => transitionsOf(transitions));
    for (const action of moves.flatMap(({ actions = [] }) => actions)) {
      if (action.type !== 'setFacts') continue;
      for (const [fact, source] of Object.entries(action.facts)) add(fact, everWritten(fact, source));
    }
  });
  // What is never written for a first time cannot be counted on.
  const isEmpty = ({ least, most }: Range): boolean => least === Infinity || most === -Infinity;
  return new Map([...ranges].filter(([, range]) => !isEmpty(range)));
}

/** Counting upwards never leads below, and downwards never above what there was. */
function everWritten(fact: string, source: string): Range {
  const step = stepOf(fact, source);
  if (step === undefined) return written(ANY, fact, source);
  return step >= 0 ? { least: Infinity, most: Infinity } : { least: -Infinity, most: -Infinity };
}

const isWhole = ({ properties }: Definition['facts'], fact: string): boolean =>
  Object.hasOwn(properties, fact) && properties[fact]!.type === 'integer';

const wholeNumber = (text: string): number | undefined =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;

/** By how much `facts.n + 1` counts on. */
function stepOf(fact: string, source: string): number | undefined {
  const [, sign, by] = new RegExp(`^\\s*facts\\.${fact}\\s*([+-])\\s*(\\d{1,15})\\s*$`).exec(source) ?? [];
  return by === undefined ? undefined : Number(`${sign}${by}`);
}
