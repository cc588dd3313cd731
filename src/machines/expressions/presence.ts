import { callOf, canonicalOf, childrenOf, literalText, type Call, type Node } from './ast.js';
import type { NameGuess } from '../name-guess.js';
import { complaints, guessed, type Complaint } from './complaints.js';
import { COMPREHENSIONS } from './functions.js';
import type { Field, RecordType } from './record-types.js';

/** Paths (`facts.x`, `event.facts.y`, `a.z`) that are there whenever the branch is evaluated. */
type Known = ReadonlySet<string>;

export interface PresenceOptions {
  /** Record types of the environment by their CEL name. */
  records: ReadonlyMap<string, RecordType>;
  /** Facts known to be present at this place besides those that the schema guarantees. */
  known: Known;
  /** The form of the event is merged into the facts before the expression runs: what it has, the facts have. */
  merged: boolean;
  /** False: absent facts are accepted, only names are checked. */
  checkAbsence: boolean;
  guess: NameGuess;
}

const union = (a: Known, b: Known): Known => (b.size === 0 ? a : new Set([...a, ...b]));
const both = (a: Known, b: Known): Known => new Set([...a].filter((path) => b.has(path)));
const NOTHING: Known = new Set();

/**
 * Walks a typed expression with the set of facts that are known to be present on each branch: what `has(…)` has asked for counts on
 * the side of `&&`, `||` and `?:` where its answer was yes. Also finds what the type checker lets pass: misspelt names within
 * `has(…)` and after `.?`, and texts that an enumerated fact can never have.
 */
export class PresenceCheck {
  readonly complaints: Complaint[] = [];

  constructor(private readonly options: PresenceOptions) {}

  check(node: Node, known: Known = this.options.known): void {
    const call = callOf(node);
    if (call) this.checkCall(node, call, known);
    else if (node.op === '&&' || node.op === '||') this.checkBranches(node.args, node.op === '&&', known);
    else if (node.op === '?:') this.checkChoice(node.args, known);
    else if (node.op === '.' || node.op === '.?') this.checkSelect(node, known);
    else this.checkOperands(node, known);
  }

  /** The field that a selection reads, when its receiver is a record. */
  fieldOf(node: Node): Field | undefined {
    if (node.op !== '.' && node.op !== '.?') return undefined;
    return this.recordOf(node.args[0])?.fields.get(node.args[1]);
  }

  /** The types of `has(…)` and its like are not noted by the checker: they follow from the fields. */
  private recordOf(node: Node): RecordType | undefined {
    const type = node.checkedType;
    if (type) {
      const inner = type.kind === 'optional' ? type.valueType : type;
      return this.options.records.get(inner!.name);
    }
    const field = this.fieldOf(node);
    return field?.type.kind === 'record' ? field.type.record : undefined;
  }

  private checkBranches([left, right]: [Node, Node], whenTrue: boolean, known: Known): void {
    this.check(left, known);
    this.check(right, union(known, this.implied(left, whenTrue)));
  }

  private checkChoice([condition, yes, no]: [Node, Node, Node], known: Known): void {
    this.check(condition, known);
    this.check(yes, union(known, this.implied(condition, true)));
    this.check(no, union(known, this.implied(condition, false)));
  }

  private checkSelect(node: Node, known: Known): void {
    const [receiver, name] = node.args as [Node, string];
    this.check(receiver, known);
    const record = this.recordOf(receiver);
    if (!record) return;
    const field = record.fields.get(name);
    if (!field) this.complainOf(node, record);
    else if (node.op === '.' && !isOptional(receiver)) this.demand(node, field, known);
  }

  private demand(node: Node, field: Field, known: Known): void {
    if (field.present || !this.options.checkAbsence) return;
    const path = canonicalOf(node);
    if (!known.has(path)) this.complaints.push(complaints.mayBeAbsent(node, path));
  }

  private checkCall(node: Node, call: Call, known: Known): void {
    if (call.name === 'has' && !call.receiver) return this.checkHas(call.args[0]!, known);
    if (!call.receiver && call.args.some(({ checkedType }) => !checkedType)) return;
    if (!call.receiver || !COMPREHENSIONS.has(call.name)) return this.checkOperands(node, known);
    this.check(call.receiver, known);
    const [, ...steps] = call.args;
    const filtered = steps.length === 2 ? this.implied(steps[0]!, true) : NOTHING;
    steps.forEach((step, index) => this.check(step, index === 0 ? known : union(known, filtered)));
  }

  /** `has(a.b.c)` asks for `c` only: `a.b` must be there. */
  private checkHas(node: Node, known: Known): void {
    const [receiver, name] = node.args as [Node, string];
    this.check(receiver, known);
    const record = this.recordOf(receiver);
    if (record && !record.fields.has(name)) this.complainOf(node, record);
  }

  private complainOf(node: Node, { fields }: RecordType): void {
    const [, name] = node.args as [Node, string];
    const unknown = complaints.unknownField(node, canonicalOf(node));
    this.complaints.push(guessed(unknown, this.options.guess, name, () => fields.keys()));
  }

  private checkOperands(node: Node, known: Known): void {
    if ((node.op === '[]' || node.op === '[?]') && this.recordOf(node.args[0])) {
      this.complaints.push(complaints.noIndex(node));
    }
    if (node.op === '==' || node.op === '!=' || node.op === 'in') this.checkValues(node.args);
    for (const child of childrenOf(node)) this.check(child, known);
  }

  private checkValues([left, right]: [Node, Node]): void {
    this.checkValue(left, right);
    this.checkValue(right, left);
  }

  private checkValue(node: Node, other: Node): void {
    const allowed = this.fieldOf(node)?.enum;
    if (!allowed) return;
    for (const literal of other.op === 'list' ? other.args : [other]) {
      const text = literalText(literal);
      if (text !== undefined && !allowed.includes(text)) {
        this.complaints.push(complaints.unknownValue(literal, text, allowed));
      }
    }
  }

  /** What is known to be present once the node has turned out `outcome`. */
  private implied(node: Node, outcome: boolean): Known {
    if (node.op === '!_') return this.implied(node.args, !outcome);
    if (node.op === '&&' || node.op === '||') {
      const [left, right] = node.args;
      const join = (node.op === '&&') === outcome ? union : both;
      return join(this.implied(left, outcome), this.implied(right, outcome));
    }
    const call = callOf(node);
    if (!outcome || !call) return NOTHING;
    if (call.name === 'has') return this.present(call.args[0]!);
    return call.name === 'hasValue' ? this.present(call.receiver!) : NOTHING;
  }

  private present(node: Node): Known {
    const path = canonicalOf(node).replaceAll('.?', '.');
    const merged = this.options.merged && path.startsWith('event.facts.');
    return new Set(merged ? [path, path.slice('event.'.length)] : [path]);
  }
}

function isOptional(node: Node): boolean {
  return node.checkedType?.kind === 'optional' || node.op === '.?';
}
