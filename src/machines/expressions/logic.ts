import { canonicalOf, type Node } from './ast.js';
import type { Logic } from './expression.js';

/** The skeleton of `&&`, `||` and `!`; everything else is an atom. Chains of one operator become one node. */
export function logicOf(node: Node): Logic {
  if (node.op === '!_') return { op: 'not', of: logicOf(node.args) };
  if (node.op === '&&') return { op: 'and', of: flattened(node, '&&') };
  if (node.op === '||') return { op: 'or', of: flattened(node, '||') };
  return { op: 'atom', atom: canonicalOf(node) };
}

function flattened(node: Node, op: '&&' | '||'): Logic[] {
  if (node.op !== op) return [logicOf(node)];
  const [left, right] = node.args as [Node, Node];
  return [...flattened(left, op), ...flattened(right, op)];
}

/** What an atom asks of the case as such: whether it is in a state, or an event has happened. */
export function situationIn(atom: string): { asks: 'active' | 'happened'; name: string } | undefined {
  const [, asks, name = ''] = /^(active|happened)\("?([\w.]+)"?\)$/.exec(atom) ?? [];
  return asks === undefined ? undefined : { asks: asks as 'active' | 'happened', name };
}

/** The atoms, each once, in the order of the text. */
export function atomsOf(logic: Logic): string[] {
  if (logic.op === 'atom') return [logic.atom];
  const parts = logic.op === 'not' ? [logic.of] : logic.of;
  return [...new Set(parts.flatMap(atomsOf))];
}
