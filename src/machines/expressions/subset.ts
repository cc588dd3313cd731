import { childrenOf, type Node } from './ast.js';
import { complaints, type Complaint } from './complaints.js';

/** All that an expression may be made of. What is not named here is refused, also what a later version of the library may read. */
const KINDS: ReadonlySet<string> = new Set<Node['op']>([
  ...([
    'value',
    'id',
    '.',
    '.?',
    '[]',
    '[?]',
    'call',
    'rcall',
    'list',
    '?:',
    '||',
    '&&',
    '!_',
    '-_',
  ] as const),
  ...(['==', '!=', 'in', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'] as const),
]);

/** What the library reads but a definition may not use: maps, bytes, unsigned numbers. Each is told once, outermost. */
export function strangersIn(node: Node): Complaint[] {
  const isObject = node.op === 'value' && typeof node.args === 'object' && node.args !== null;
  return KINDS.has(node.op) && !isObject
    ? childrenOf(node).flatMap(strangersIn)
    : [complaints.notSupported(node)];
}
