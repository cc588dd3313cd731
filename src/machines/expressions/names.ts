import type { Definition } from '../definition.js';
import { isLength, isLocalDate, LEAP_DAY_POLICIES } from '../dates.js';
import { statePaths } from '../state-tree.js';
import { callOf, canonicalOf, childrenOf, literalText, type Call, type Node } from './ast.js';
import type { Reads } from './expression.js';
import * as functions from './functions.js';
import { complaints, guessed, type Complaint } from './complaints.js';
import { NameGuess } from '../name-guess.js';

/** The names that expressions may use besides facts. */
export interface KnownNames {
  events: ReadonlySet<string>;
  states: ReadonlySet<string>;
  deadlines: ReadonlySet<string>;
  /** Parameters that hold text: lengths and policies are checked where they are used. */
  texts: ReadonlyMap<string, string>;
  /** Parameters that hold a number: days of the week are checked where they are used. */
  numbers: ReadonlyMap<string, number>;
  guess: NameGuess;
}

export function knownNames(definition: Definition): KnownNames {
  const texts = Object.entries(definition.parameters).flatMap(([name, { value }]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const numbers = Object.entries(definition.parameters).flatMap(([name, { value }]): [string, number][] =>
    typeof value === 'number' ? [[name, value]] : [],
  );
  return {
    events: new Set(Object.keys(definition.events)),
    states: new Set(statePaths(definition.machine)),
    deadlines: new Set(Object.keys(definition.deadlines)),
    texts: new Map(texts),
    numbers: new Map(numbers),
    guess: new NameGuess(),
  };
}

/** Variables that are no values of their own: a field of them must be named. */
const WHOLES = new Set([
  'facts',
  'parameters',
  'case',
  'event',
  'event.facts',
  'event.output',
  'event.output.facts',
]);

/**
 * Checks what the types do not tell: that every function is one of ours and every event, state, deadline, date and length exists.
 * Gathers on the way what the expression reads.
 */
export class NameCheck {
  readonly complaints: Complaint[] = [];
  private readonly facts = new Set<string>();
  private readonly active = new Set<string>();
  private readonly happened = new Set<string>();
  private readonly dueOn = new Set<string>();
  private readonly roots = new Set<string>();
  private usesCalendar = false;

  constructor(private readonly known: KnownNames) {}

  get reads(): Reads {
    return {
      facts: [...this.facts],
      usesClock: this.roots.has('today') || this.roots.has('now'),
      usesCalendar: this.usesCalendar,
      usesEvent: this.roots.has('event'),
      active: [...this.active],
      happened: [...this.happened],
      dueOn: [...this.dueOn],
    };
  }

  /** `items` are the variables of the enclosing `exists(item, …)`. */
  check(node: Node, items: ReadonlySet<string> = new Set()): void {
    const call = callOf(node);
    if (call) return this.checkCall(node, call, items);
    if (node.op === 'id' && !items.has(node.args)) this.roots.add(node.args);
    if (this.refuse(node, items)) return;
    if ((node.op === '.' || node.op === '.?') && isRoot(node.args[0], 'facts')) this.facts.add(node.args[1]);
    this.descend(node, items);
  }

  private descend(node: Node, items: ReadonlySet<string>): void {
    const selects = node.op === '.' || node.op === '.?';
    for (const child of childrenOf(node)) {
      // `facts` alone is refused, `facts.x` is what it is for.
      if (selects && WHOLES.has(canonicalOf(child))) this.enterWhole(child);
      else this.check(child, items);
    }
  }

  private enterWhole(node: Node): void {
    if (node.op === 'id') this.roots.add(node.args);
    else for (const child of childrenOf(node)) this.enterWhole(child);
  }

  private refuse(node: Node, items: ReadonlySet<string>): boolean {
    const path = canonicalOf(node);
    return WHOLES.has(path) && !items.has(path) && this.complain(complaints.wholeValue(node));
  }

  private checkCall(node: Node, call: Call, items: ReadonlySet<string>): void {
    const allowed = call.receiver ? functions.METHODS : functions.FUNCTIONS;
    if (!allowed.has(call.name)) {
      const unknown = complaints.unknownFunction(node, call.name);
      this.complain(guessed(unknown, this.known.guess, call.name, () => allowed));
      return;
    }
    if (!call.receiver && this.checkNamed(node, call)) return;
    this.usesCalendar ||= functions.CALENDAR_FUNCTIONS.has(call.name) || call.name === 'lastOn';
    this.checkLiterals(call);
    if (call.receiver && functions.COMPREHENSIONS.has(call.name)) this.checkItems(call, items);
    else this.descend(node, items);
  }

  /** `exists(a, …)`: the name must be new, so that one name never means two things. */
  private checkItems({ receiver, args: [variable, ...rest] }: Call, items: ReadonlySet<string>): void {
    this.check(receiver!, items);
    if (variable?.op !== 'id') return;
    const name = variable.args;
    if (items.has(name) || WHOLES.has(name) || name === 'today' || name === 'now') {
      this.complain(complaints.nameTaken(variable, name));
      return;
    }
    const inner = new Set(items).add(name);
    for (const arg of rest) this.check(arg, inner);
  }

  /** True for a function over a name, whose argument is not an expression. */
  private checkNamed(node: Node, { name, args }: Call): boolean {
    const [arg] = args;
    if (functions.EVENT_FUNCTIONS.has(name)) {
      const event = arg?.op === 'id' ? arg.args : undefined;
      this.usesCalendar ||= name === 'lastOn';
      this.take(node, event, this.known.events, this.happened, 'event');
      return true;
    }
    if (name === 'active') this.take(node, literalText(arg), this.known.states, this.active, 'state');
    else if (name === 'dueOn' || name === 'dueAt')
      this.take(node, literalText(arg), this.known.deadlines, this.dueOn, 'deadline');
    else return false;
    return true;
  }

  private take(
    node: Node,
    name: string | undefined,
    known: ReadonlySet<string>,
    into: Set<string>,
    kind: 'event' | 'state' | 'deadline',
  ): void {
    if (name !== undefined && known.has(name)) into.add(name);
    else {
      const said = name ?? canonicalOf(node);
      const unknown = complaints.unknownName(node, kind, said);
      this.complain(guessed(unknown, this.known.guess, said, () => known));
    }
  }

  private checkLiterals({ name, args }: Call): void {
    if (name === 'date' && !isLocalDate(literalText(args[0]))) this.complain(complaints.badDate(args[0]));
    if (name === 'ageAt') this.checkPolicy(args[2]);
    if (name === 'dayOfWeekAfter') this.checkDayOfWeek(args[1]);
    if (!functions.LENGTH_FUNCTIONS.has(name)) return;
    const length = this.constantText(args[1]);
    if (length !== undefined && !isLength(length)) this.complain(complaints.badLength(args[1]!, length));
  }

  private checkPolicy(node: Node | undefined): void {
    const policy = this.constantText(node);
    if (policy === undefined || LEAP_DAY_POLICIES.some((known) => known === policy)) return;
    this.complain(complaints.unknownValue(node!, policy, LEAP_DAY_POLICIES));
  }

  private checkDayOfWeek(node: Node | undefined): void {
    const day = this.constantNumber(node);
    if (day === undefined || functions.DAYS_OF_WEEK.includes(day)) return;
    this.complain(complaints.unknownValue(node!, String(day), functions.DAYS_OF_WEEK.map(String)));
  }

  private constantNumber(node: Node | undefined): number | undefined {
    if (node?.op === '.' && isRoot(node.args[0], 'parameters')) return this.known.numbers.get(node.args[1]);
    return node?.op === 'value' && typeof node.args === 'bigint' ? Number(node.args) : undefined;
  }

  private constantText(node: Node | undefined): string | undefined {
    if (node?.op === '.' && isRoot(node.args[0], 'parameters')) return this.known.texts.get(node.args[1]);
    return literalText(node);
  }

  private complain(complaint: Complaint): true {
    this.complaints.push(complaint);
    return true;
  }
}

function isRoot(node: Node, name: string): boolean {
  return node.op === 'id' && node.args === name;
}
