import type {
  ActionDefinition,
  StateNode,
  TransitionDefinition,
  Transitions,
} from '../../src/machines/definition.js';
import { regionsStartedOver } from '../../src/machines/started-over.js';
import type { Dice } from './dice.js';

/** What transitions may speak of; the definition around the machine describes all of it. */
export interface Vocabulary {
  /** Name of the machine, for targets anywhere in it. */
  caseType: string;
  /** Event → guards that may be asked of what it brings. */
  events: Record<string, string[]>;
  /** Delays and deadlines, for `after`. */
  moments: string[];
  deadlines: string[];
  tasks: string[];
  /** Guards that ask the facts. */
  guards: string[];
  actions: ActionDefinition[];
  /** Case type of the children, and guards that ask how they ended. */
  child: { src: string; guards: string[]; receives: string[] };
}

interface Place {
  path: string[];
  node: StateNode;
  parent?: Place;
  children: Place[];
}

const DEEPEST = 4;
const NAMES = ['a', 'b', 'c', 'd'];

/**
 * A machine of states within states, regions beside each other, joins, history, `always` and timers. It ends in `end` or in `other`. The
 * same dice give the same machine. It is within what the parser accepts, but nobody has thought about it: most have states that no case
 * reaches, many lie still or run round for ever.
 */
export function randomMachine(dice: Dice, words: Vocabulary): StateNode {
  return new MachineMaker(dice, words).build();
}

class MachineMaker {
  private readonly places: Place[] = [];
  private readonly tasks: string[];
  /** About so many states are drawn. */
  private readonly size: number;
  private children = 0;

  constructor(
    private readonly dice: Dice,
    private readonly words: Vocabulary,
  ) {
    this.tasks = [...words.tasks];
    this.size = 4 + dice.below(18);
  }

  build(): StateNode {
    const root = this.compound([], undefined);
    for (const name of ['end', 'other']) this.put(root, name, { type: 'final' });
    for (const place of this.places) this.furnish(place);
    return root.node;
  }

  private place(path: string[], parent: Place | undefined, node: StateNode): Place {
    const place: Place = { path, node, ...(parent && { parent }), children: [] };
    this.places.push(place);
    return place;
  }

  private put(parent: Place, name: string, node: StateNode): Place {
    const child = this.place([...parent.path, name], parent, node);
    parent.children.push(child);
    (parent.node.states ??= {})[name] = node;
    return child;
  }

  private keep(parent: Place | undefined, path: string[], node: StateNode): Place {
    return parent ? this.put(parent, path.at(-1)!, node) : this.place(path, parent, node);
  }

  private compound(path: string[], parent: Place | undefined): Place {
    const { dice } = this;
    const place = this.keep(parent, path, { states: {} });
    const names = NAMES.slice(0, 2 + dice.below(3));
    for (const name of names) this.inner([...path, name], place);
    place.node.initial = dice.pick(names);
    if (parent && dice.percent(65)) this.put(place, 'f', { type: 'final' });
    if (dice.percent(25)) this.history(place, names);
    return place;
  }

  private history(place: Place, names: string[]): void {
    const { dice } = this;
    const history = dice.percent(50) ? 'deep' : 'shallow';
    const target = dice.percent(50) ? { target: dice.pick(names) } : {};
    this.put(place, 'back', { type: 'history', history, ...target });
  }

  private parallel(path: string[], parent: Place): void {
    const place = this.put(parent, path.at(-1)!, { type: 'parallel', states: {} });
    for (const name of ['p', 'q', 'r'].slice(0, 2 + this.dice.below(2))) this.region([...path, name], place);
  }

  private region(path: string[], parent: Place): void {
    const { dice } = this;
    if (dice.percent(70)) this.compound(path, parent);
    else this.inner(path, parent);
  }

  private inner(path: string[], parent: Place): void {
    const { dice } = this;
    const kind = path.length >= DEEPEST || this.places.length > this.size ? 99 : dice.below(100);
    if (kind < 22) this.compound(path, parent);
    else if (kind < (path.length === 1 ? 50 : 34)) this.parallel(path, parent);
    else this.put(parent, path.at(-1)!, {});
  }

  /** Everything of a state that names others, once all are there. */
  private furnish(place: Place): void {
    const { node } = place;
    if (node.type === 'final' || node.type === 'history') return;
    const isLeaf = place.children.length === 0;
    const events = isLeaf ? 1 + this.dice.below(2) : this.dice.below(2);
    const on = this.keyed(Object.keys(this.words.events), events, (event) =>
      this.transitions(place, this.words.events[event]!),
    );
    if (on) node.on = on;
    if (!place.parent) return;
    if (this.dice.percent(isLeaf ? 18 : 8)) node.always = this.always(place);
    if (canBeDone(place) && this.dice.percent(75)) node.onDone = this.transitions(place, []);
    this.wake(place, isLeaf);
  }

  /** What calls on somebody: most innermost states have some of it. */
  private wake(place: Place, isLeaf: boolean): void {
    const { dice, words } = this;
    const { node } = place;
    if (dice.percent(isLeaf ? 80 : 25)) node.meta = { tasks: this.task() };
    if (dice.percent(15)) node.meta = { ...node.meta, deadlines: [dice.pick(words.deadlines)] };
    if (dice.percent(isLeaf ? 30 : 10)) {
      const after = this.keyed(words.moments, 1 + dice.below(2), () => this.transitions(place, [], 90));
      if (after) node.after = after;
    }
    if (!dice.percent(8)) return;
    const { src, guards, receives } = words.child;
    const onDone = this.transitions(place, guards);
    this.children += 1;
    node.invoke = { src, id: `child${this.children}`, onDone, ...(dice.percent(50) && { receives }) };
  }

  /** Each task is open in one state, as long as there are tasks. */
  private task(): string[] {
    return [this.tasks.shift() ?? this.dice.pick(this.words.tasks)];
  }

  private keyed(
    names: string[],
    count: number,
    of: (name: string) => Transitions,
  ): Record<string, Transitions> | undefined {
    const chosen = new Set(Array.from({ length: count }, () => this.dice.pick(names)));
    if (chosen.size === 0) return undefined;
    return Object.fromEntries([...chosen].map((name) => [name, of(name)]));
  }

  /** One transition or several; so many times out of a hundred, the last of them has no guard. */
  private transitions(place: Place, guards: string[], open = 60): Transitions {
    const { dice } = this;
    if (dice.percent(55)) return this.transition(place, guards, 100 - open);
    const several = Array.from({ length: 1 + dice.below(2) }, () => this.transition(place, guards, 90));
    return dice.percent(open) ? [...several, this.transition(place, [], 0)] : several;
  }

  private transition(place: Place, guards: string[], guarded: number): TransitionDefinition {
    const { dice, words } = this;
    const target = dice.percent(88) ? this.target(place) : undefined;
    return {
      ...(target !== undefined && { target }),
      ...(dice.percent(guarded) && { guard: this.guard(guards) }),
      ...(dice.percent(35) && { actions: [dice.pick(words.actions)] }),
      ...((dice.percent(8) || this.startsOver(place, target)) && { reenter: true }),
    };
  }

  /** An `always` leads elsewhere, or writes what its own guard asks. */
  private always(place: Place): TransitionDefinition[] {
    const { dice } = this;
    const flag = dice.pick(['facts.ready', 'facts.heard']);
    const writing: TransitionDefinition = {
      guard: `!${flag}`,
      actions: [{ type: 'setFacts', facts: { [flag.slice('facts.'.length)]: 'true' } }],
    };
    const leading: TransitionDefinition = { ...this.transition(place, [], 85) };
    if (leading.target === undefined) return [writing];
    return dice.percent(25) ? [leading, writing] : [leading];
  }

  private guard(own: string[]): string {
    const { dice, words } = this;
    const atom = (): string => {
      const kind = dice.below(100);
      if (own.length > 0 && kind < 40) return dice.pick(own);
      if (kind < 65) return dice.pick(words.guards);
      if (kind < 85) return `active("${dice.pick(this.places.slice(1).filter(isState)).path.join('.')}")`;
      return `happened(${dice.pick(Object.keys(words.events))})`;
    };
    const literal = (): string => (dice.percent(30) ? `!(${atom()})` : atom());
    const kind = dice.below(10);
    if (kind < 6) return literal();
    return `${literal()} ${kind < 8 ? '&&' : '||'} ${literal()}`;
  }

  private target(place: Place): string {
    const { dice, words } = this;
    if (dice.percent(6)) return `#${words.caseType}.${dice.pick(this.places.slice(1)).path.join('.')}`;
    const inside = place.children.length > 0 && (!place.parent || dice.percent(25));
    const at = inside ? place : place.parent!;
    const chosen = this.down(dice.pick(at.children));
    const names = chosen.path.slice(at.path.length).join('.');
    return inside ? `.${names}` : names;
  }

  /** What makes other regions begin anew must say so. */
  private startsOver({ path }: Place, target?: string): boolean {
    const machine = this.places[0]!.node;
    return target !== undefined && regionsStartedOver(machine, path.join('.'), { target }).length > 0;
  }

  private down(place: Place): Place {
    return place.children.length > 0 && this.dice.percent(25)
      ? this.down(this.dice.pick(place.children))
      : place;
  }
}

/** A final state inside completes it: one of its own, or one in each of its regions. */
function canBeDone({ node, children }: Place): boolean {
  if (node.type === 'parallel')
    return children.every((child) => child.node.type === 'final' || canBeDone(child));
  return children.some((child) => child.node.type === 'final');
}

const isState = ({ node }: Place): boolean => node.type !== 'history';
