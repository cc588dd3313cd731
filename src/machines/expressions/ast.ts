import type { ASTNode } from '@marcbachmann/cel-js';

/** A node of the parsed expression. `checkedType` is set once the types have been checked. */
export type Node = ASTNode & { checkedType?: CheckedType };

export interface CheckedType {
  kind: string;
  name: string;
  valueType?: CheckedType;
}

/** `f(a)` and `a.f(b)` in one form. */
export interface Call {
  name: string;
  receiver?: Node;
  args: Node[];
}

export function callOf(node: Node): Call | undefined {
  if (node.op === 'call') return { name: node.args[0], args: node.args[1] };
  if (node.op === 'rcall') return { name: node.args[0], receiver: node.args[1], args: node.args[2] };
  return undefined;
}

/** The value of a string literal. */
export function literalText(node: Node | undefined): string | undefined {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}

/** The nodes directly below, in the order of the text; of a map, its keys and values. */
export function childrenOf(node: Node): Node[] {
  const call = callOf(node);
  if (call) return call.receiver ? [call.receiver, ...call.args] : call.args;
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    default:
      return (node.args as Node[] | [Node, Node][]).flat();
  }
}

/** What the expression may come to: the branches of `?:`; of any other, itself. */
export function resultsOf(node: Node): Node[] {
  return node.op === '?:' ? [...resultsOf(node.args[1]), ...resultsOf(node.args[2])] : [node];
}

/** How tightly an operator binds; a looser operand needs parentheses. */
const BINDING: Record<string, number> = {
  '?:': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  in: 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
  '!_': 8,
  '-_': 8,
};
const ATOMIC = 9;

function bindingOf(node: Node): number {
  // A negative number literal binds like the sign before it.
  if (node.op === 'value' && typeof node.args !== 'string' && String(node.args).startsWith('-')) return 8;
  return BINDING[node.op] ?? ATOMIC;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21) return value.toFixed(1);
  return String(value);
}

/**
 * The text of an expression in one spelling: single spaces, double quotes, parentheses only where the meaning needs them. Parsing it
 * gives the same tree. (The library's own `serialize` drops the parentheses of `a - (b - c)` and escapes Danish letters.)
 */
export function canonicalOf(node: Node): string {
  return spelt(node, () => undefined);
}

export type Spell = (node: Node) => string;
/** Another text for a node, or nothing; `plain` spells it as it is, with its parts changed. */
export type Change = (node: Node, spell: Spell, plain: Spell) => string | undefined;

/** The canonical text with some of its parts changed. */
export function spelt(node: Node, change: Change): string {
  const spell: Spell = (part) => change(part, spell, plain) ?? plain(part);
  const plain: Spell = (part) => plainText(part, spell);
  return spell(node);
}

function wrapped(node: Node, atLeast: number, spell: Spell): string {
  return bindingOf(node) < atLeast ? `(${spell(node)})` : spell(node);
}

function plainText(node: Node, spell: Spell): string {
  const listed = (nodes: Node[]) => nodes.map(spell).join(', ');
  const call = callOf(node);
  if (call) {
    const text = `${call.name}(${listed(call.args)})`;
    return call.receiver ? `${wrapped(call.receiver, ATOMIC, spell)}.${text}` : text;
  }
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return node.args;
    case '.':
    case '.?':
      return `${wrapped(node.args[0], ATOMIC, spell)}${node.op}${node.args[1]}`;
    case '[]':
      return `${wrapped(node.args[0], ATOMIC, spell)}[${spell(node.args[1])}]`;
    case '[?]':
      return `${wrapped(node.args[0], ATOMIC, spell)}[?${spell(node.args[1])}]`;
    case 'list':
      return `[${listed(node.args)}]`;
    case '!_':
    case '-_':
      return `${node.op[0]}${wrapped(node.args, 8, spell)}`;
    case '?:':
      return `${wrapped(node.args[0], 2, spell)} ? ${spell(node.args[1])} : ${spell(node.args[2])}`;
    default:
      return binaryText(node, spell);
  }
}

function binaryText(node: Node, spell: Spell): string {
  const [left, right] = node.args as [Node, Node];
  const binding = bindingOf(node);
  return `${wrapped(left, binding, spell)} ${node.op} ${wrapped(right, binding + 1, spell)}`;
}
