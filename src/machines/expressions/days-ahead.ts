import { parseLength } from '../dates.js';
import type { Definition } from '../definition.js';
import { isLength, parameterOf } from '../parse/lengths.js';
import { callOf, canonicalOf, literalText, type Call, type Node } from './ast.js';

type Parameters = Definition['parameters'];

/** What is known of some facts: how many days they lie ahead. */
export type FactsAhead = Readonly<Record<string, number>>;

interface Known {
  parameters: Parameters;
  facts: FactsAhead;
}

/** Nothing is known. */
const ANY = -Infinity;

/**
 * How many days after today the date is at least, or the day of the instant, in every case and by every calendar; negative when it may have passed,
 * `-Infinity` when nothing is known.
 */
export function daysAhead(node: Node, known: Known): number {
  if (node.op === 'id') return node.args === 'today' || node.args === 'now' ? 0 : ANY;
  if (node.op === '?:') return Math.min(daysAhead(node.args[1], known), daysAhead(node.args[2], known));
  const call = callOf(node);
  if (call) return call.receiver ? ANY : ofCall(call, known);
  const [, fact = ''] = /^facts\.(\w+)$/.exec(canonicalOf(node)) ?? [];
  return Object.hasOwn(known.facts, fact) ? known.facts[fact]! : ANY;
}

function ofCall({ name, args }: Call, known: Known): number {
  const { parameters } = known;
  const [first = ANY, second = ANY] = args.map((arg) => daysAhead(arg, known));
  switch (name) {
    case 'plus':
    case 'plusLater':
      return first + daysIn(args[1]!, parameters, 1);
    case 'minus':
      return first + daysIn(args[1]!, parameters, -1);
    case 'latest':
      return Math.max(first, second);
    case 'earliest':
      return Math.min(first, second);
    case 'dateOf':
    case 'nextSendDay':
    case 'nextSendMoment':
      return first;
    case 'series':
      return second;
    case 'workingDaysAfter':
    case 'weekdaysAfter':
      return first + countIn(args[1]!, parameters);
    case 'dayOfWeekAfter':
      return first + 1;
    default:
      return ANY;
  }
}

/** The least number of days by which the length leads on; by which it leads back when it is taken away. */
function daysIn(node: Node, parameters: Parameters, sign: 1 | -1): number {
  if (node.op === '?:')
    return Math.min(daysIn(node.args[1], parameters, sign), daysIn(node.args[2], parameters, sign));
  if (node.op === '[]') return Math.min(...listed(node.args[0]).map((one) => daysIn(one, parameters, sign)));
  const text = literalText(node) ?? valueOf(node, parameters);
  return typeof text === 'string' && isLength(text) ? leastDays(text, sign) : ANY;
}

/** What may be in a list that is written out, also when some of it is filtered out. */
function listed(node: Node): Node[] {
  if (node.op === 'list') return node.args;
  const call = callOf(node);
  return call?.receiver && call.name === 'filter' ? listed(call.receiver) : [node];
}

function countIn(node: Node, parameters: Parameters): number {
  const value = node.op === 'value' ? node.args : valueOf(node, parameters);
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : ANY;
}

function valueOf(node: Node, parameters: Parameters): Parameters[string]['value'] | undefined {
  return parameters[parameterOf(canonicalOf(node)) ?? '']?.value;
}

/** Years and months by their shortest, or by their longest when they lead back. */
export function leastDays(length: string, sign: 1 | -1 = 1): number {
  const { years, months, weeks, days } = parseLength(length);
  const rest = weeks * 7 + days;
  const isBack = sign < 0 ? !length.startsWith('-') : length.startsWith('-');
  return sign * (isBack ? years * 366 + months * 31 + rest : years * 365 + months * 28 + rest);
}
