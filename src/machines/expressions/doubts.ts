import { callOf, canonicalOf, childrenOf, type Call, type Node } from './ast.js';
import { toDouble, toInt } from './exact.js';
import { COMPREHENSIONS } from './functions.js';
import type { Field } from './record-types.js';
import { MOST_ROUNDS } from './work.js';

/** What an expression may do but should not be published with. `verify` tells it; a version that exists goes on. */
export type Doubt =
  | { code: 'expressionMayBeTooCostly'; details: { rounds: number; most: number } }
  | { code: 'expressionAlwaysFails'; details: { part: string } }
  | { code: 'unfinished'; details: Record<string, never> };

type FieldOf = (node: Node) => Field | undefined;

/** `fieldOf` gives what a selection reads. */
export function doubtsOf(node: Node, fieldOf: FieldOf): Doubt[] {
  const rounds = mostRounds(node, fieldOf);
  const costly = rounds > MOST_ROUNDS;
  return [
    ...(costly
      ? [{ code: 'expressionMayBeTooCostly' as const, details: { rounds, most: MOST_ROUNDS } }]
      : []),
    ...failing(node).map((part) => ({ code: 'expressionAlwaysFails' as const, details: { part } })),
    ...(isUnfinished(node) ? [{ code: 'unfinished' as const, details: {} }] : []),
  ];
}

/** It says itself that something in it stands for what is still to be written. */
const isUnfinished = (node: Node): boolean =>
  callOf(node)?.name === 'unfinished' || childrenOf(node).some(isUnfinished);

/** Parts that fail whatever the case is like: division by a zero that is written, numbers that are none. */
function failing(node: Node): string[] {
  const call = callOf(node);
  const divides = node.op === '/' || node.op === '%';
  const fails = (divides && Number(valueOf(node.args[1])) === 0) || (call !== undefined && misses(call));
  return fails ? [canonicalOf(node)] : childrenOf(node).flatMap(failing);
}

function misses({ name, receiver, args: [arg] }: Call): boolean {
  const value = receiver || !arg ? undefined : valueOf(arg);
  if (value === undefined || (name !== 'int' && name !== 'double')) return false;
  try {
    (name === 'int' ? toInt : toDouble)(value);
    return false;
  } catch {
    return true;
  }
}

const valueOf = (node: Node): unknown => (node.op === 'value' ? node.args : undefined);

/** As long as a list is taken to be that says nothing of its length. */
const UNSAID = 1_000;

/**
 * How many rounds the loops of an expression may take together: those within each other multiplied, each as long as its list may be by
 * `maxItems`.
 */
function mostRounds(node: Node, fieldOf: FieldOf): number {
  const call = callOf(node);
  const roundsOf = (nodes: readonly Node[]) => nodes.reduce((sum, one) => sum + mostRounds(one, fieldOf), 0);
  if (!call?.receiver || !COMPREHENSIONS.has(call.name)) return roundsOf(childrenOf(node));
  return roundsOf([call.receiver]) + mostItems(call.receiver, fieldOf) * (1 + roundsOf(call.args));
}

function mostItems(node: Node, fieldOf: FieldOf): number {
  const most = (one: Node) => mostItems(one, fieldOf);
  const call = callOf(node);
  if (call) return itemsOfCall(call, most);
  switch (node.op) {
    case 'list':
      return node.args.length;
    case '+':
      return most(node.args[0]) + most(node.args[1]);
    case '?:':
      return Math.max(most(node.args[1]), most(node.args[2]));
    case '.':
    case '.?':
      return fieldOf(node)?.maxItems ?? UNSAID;
    default:
      return UNSAID;
  }
}

function itemsOfCall({ name, receiver, args }: Call, most: (node: Node) => number): number {
  if (!receiver) return UNSAID;
  if (name === 'filter' || name === 'map') return most(receiver);
  return name === 'orValue' || name === 'or' ? Math.max(most(receiver), ...args.map(most)) : UNSAID;
}
