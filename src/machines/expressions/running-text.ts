import type { Environment } from '@marcbachmann/cel-js';
import { callOf, childrenOf, spelt, type Call, type Change, type Node, type Spell } from './ast.js';
import { EXACT } from './exact.js';
import { COMPREHENSIONS, EVENT_FUNCTIONS } from './functions.js';
import { weightOf, type Work } from './work.js';

/** Asked before each item of a loop; no author can write it. */
const MAY_GO_ON = 'mayGoOn';
/** As many as a call may have arguments. */
const MOST_ITEMS = 8;

export function registerCounting(env: Environment, work: Work): void {
  const mayGoOn = (...items: unknown[]) =>
    work.spend(items.reduce<number>((sum, item) => sum + weightOf(item), 1));
  for (let count = 1; count <= MOST_ITEMS; count += 1) {
    const types = Array.from({ length: count }, () => 'dyn').join(', ');
    env.registerFunction(`${MAY_GO_ON}(${types}): bool`, mayGoOn, { async: false });
  }
}

/**
 * The expression as it runs: the same one, but its loops count what they do and its numbers are held exact. A loop whose work is spent
 * ends at once with any answer, since `all` and `exists` would run on after an error: whoever evaluates must ask `Work` before using it.
 */
export const runningText = (node: Node): string => spelt(node, change);

const change: Change = (node, spell, plain) => {
  const call = callOf(node);
  if (call?.receiver && COMPREHENSIONS.has(call.name)) return countedLoop(call, spell);
  if (call?.name === 'int' || call?.name === 'double') {
    return `${EXACT[call.name]}(${call.args.map(spell).join(', ')})`;
  }
  return ARITHMETIC.has(node.op) && node.checkedType?.name === 'double'
    ? `${EXACT.finite}(${plain(node)})`
    : undefined;
};

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

function countedLoop({ name, receiver, args }: Call, spell: Spell): string {
  const [variable, ...steps] = args.map(spell) as [string, ...string[]];
  const looked = [variable, ...[...itemsIn(args)].filter((item) => item !== variable)].slice(0, MOST_ITEMS);
  const counted = countedSteps(name, `${MAY_GO_ON}(${looked.join(', ')})`, steps);
  return `(${spell(receiver!)}).${name}(${variable}, ${counted})`;
}

function countedSteps(name: string, mayGoOn: string, [first, second]: string[]): string {
  if (name === 'exists') return `!${mayGoOn} || (${first})`;
  if (name !== 'map') return `${mayGoOn} && (${first})`;
  return second === undefined ? `${mayGoOn}, ${first}` : `${mayGoOn} && (${first}), ${second}`;
}

const VARIABLES: ReadonlySet<string> = new Set(['facts', 'parameters', 'case', 'event', 'today', 'now']);

/** The variables of the loops around that are read here: what they hold is looked at anew in each round. */
function itemsIn(nodes: readonly Node[]): Set<string> {
  const found = new Set<string>();
  for (const node of nodes) {
    const call = callOf(node);
    if (call && EVENT_FUNCTIONS.has(call.name)) continue;
    if (node.op === 'id' && !VARIABLES.has(node.args)) found.add(node.args);
    for (const item of itemsIn(childrenOf(node))) found.add(item);
    const own = call?.receiver && COMPREHENSIONS.has(call.name) ? call.args[0] : undefined;
    if (own?.op === 'id') found.delete(own.args);
  }
  return found;
}
