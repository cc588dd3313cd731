import {
  and,
  assign,
  createMachine,
  fromPromise,
  initialTransition,
  not,
  or,
  stateIn,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionsFrom,
} from 'xstate';
import type {
  ActionDefinition,
  Definition,
  StateNode,
  TransitionDefinition,
  Transitions,
} from '../../src/machines/definition.js';
import type { CaseEvent } from '../../src/machines/event.js';
import type { Facts, Json } from '../../src/machines/snapshot.js';
import { transitionsOf } from '../../src/machines/state-tree.js';

/** What XState's machine keeps in its context, as anybody would write it. */
interface Context {
  facts: Facts;
  happened: string[];
  event: { facts: Facts; output?: { end: string } };
}
type Values = { context: Context };

/**
 * A random definition as XState runs it by itself, without the engine: facts are its context and `setFacts` assigns to it, timers and
 * children are its own, only they never come by themselves. It reads the guards and actions that random definitions have, and no others.
 */
export class PlainXState {
  /** What the last step has done, in order. */
  log: string[] = [];
  /** Ids of the timers that XState waits for. */
  readonly timers = new Set<string>();
  private readonly machine: AnyStateMachine;
  private snapshot: AnyMachineSnapshot;

  /** Throws what XState throws when the opening comes to no rest. */
  constructor(
    private readonly definition: Definition,
    facts: Facts,
  ) {
    const context: Context = { facts, happened: ['case.opened'], event: { facts: {} } };
    const config = { id: definition.caseType, context, ...this.node(definition.machine, '') };
    const moments = [...Object.keys(definition.delays), ...Object.keys(definition.deadlines)];
    const delays = Object.fromEntries(moments.map((name) => [name, 1000]));
    const actors = { asked: fromPromise(() => new Promise(() => undefined)) };
    this.machine = createMachine(
      { ...config, options: { maxIterations: 200 } } as never,
      { delays, actors } as never,
    );
    const [snapshot, actions] = initialTransition(this.machine, undefined) as Taken;
    if (snapshot.status === 'error') throw snapshot.error;
    this.snapshot = snapshot;
    this.follow(actions);
  }

  /** False when no state takes the event: then nothing has changed. Throws what XState throws when it comes to no rest. */
  send(event: CaseEvent): boolean {
    const { type, output, facts = {} } = event;
    const known = this.snapshot.context as Context;
    const brought = output ? this.receivedBy(type, output.facts) : facts;
    const context: Context = {
      facts: { ...known.facts, ...brought },
      happened: [...known.happened, type],
      event: { facts, ...(output && { output }) },
    };
    const before = { ...this.snapshot, context } as AnyMachineSnapshot;
    if (this.machine.getTransitionData(before, { type }).length === 0) return false;
    this.timers.delete(type);
    const [snapshot, actions] = transition(
      this.machine as never,
      before as never,
      { type } as never,
    ) as Taken;
    this.snapshot = snapshot;
    this.follow(actions);
    return true;
  }

  get now(): { value: unknown; history: Record<string, string[]>; facts: Facts; done: boolean } {
    const { value, historyValue, context, status } = this.snapshot;
    const history = Object.entries(historyValue as Record<string, { id: string }[]>);
    return {
      value,
      history: Object.fromEntries(history.map(([id, nodes]) => [id, nodes.map((node) => node.id).sort()])),
      facts: (context as Context).facts,
      done: status === 'done',
    };
  }

  private receivedBy(type: string, facts: Facts): Facts {
    const received = receivers(this.definition.machine).get(type) ?? [];
    return Object.fromEntries(Object.entries(facts).filter(([name]) => received.includes(name)));
  }

  private follow(actions: ExecutableActionsFrom<AnyStateMachine>[]): void {
    this.log = [];
    for (const { type, params } of actions as { type: string; params?: Record<string, unknown> }[]) {
      if (type === 'say') this.log.push(String(params!['what']));
      else if (type === 'xstate.raise') this.timers.add(String(params!['id']));
      else if (type === 'xstate.cancel') this.timers.delete(String(params!['sendId'] ?? params!['id']));
    }
  }

  private node({ states, on, after, always, onDone, invoke, ...node }: StateNode, path: string): object {
    const { type, initial, history, target } = node;
    const inside = Object.entries(states ?? {}).map(([name, child]) => [
      name,
      this.node(child, path === '' ? name : `${path}.${name}`),
    ]);
    const own = {
      ...(type && { type }),
      ...(initial && { initial }),
      ...(inside.length > 0 && { states: Object.fromEntries(inside) as object }),
    };
    if (type === 'history') return { ...own, ...(history && { history }), ...(target && { target }) };
    return {
      ...own,
      entry: say(`+${path}`),
      exit: say(`-${path}`),
      ...(on && { on: this.named(on) }),
      ...(after && { after: this.named(after) }),
      ...(always && { always: this.list(always) }),
      ...(onDone && { onDone: this.list(onDone) }),
      ...(invoke && { invoke: { src: invoke.src, id: invoke.id, onDone: this.list(invoke.onDone) } }),
    };
  }

  private named(groups: Record<string, Transitions>): object {
    return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, this.list(group)]));
  }

  private list(transitions: Transitions): object[] {
    return transitionsOf(transitions).map(
      ({ target, guard, actions = [], reenter }: TransitionDefinition) => ({
        ...(target !== undefined && { target }),
        ...(guard !== undefined && { guard: this.guard(guard) }),
        ...(reenter && { reenter }),
        actions: actions.map(actionOf),
      }),
    );
  }

  private guard(text: string): unknown {
    for (const [sign, all] of [
      [' && ', and],
      [' || ', or],
    ] as const) {
      const parts = text.split(sign);
      if (parts.length > 1) return all(parts.map((part) => this.guard(part)) as never);
    }
    const [, bracketed, bare = bracketed] = /^!(?:\((.+)\)|(.+))$/.exec(text) ?? [];
    if (bare !== undefined) return not(this.guard(bare) as never);
    const path = /^active\("(.+)"\)$/.exec(text)?.[1];
    if (path !== undefined) return stateIn(`#${this.definition.caseType}.${path}`);
    return ({ context }: Values) => isTrue(text, context);
  }
}

type Taken = [AnyMachineSnapshot, ExecutableActionsFrom<AnyStateMachine>[]];

const say = (what: string): object => ({ type: 'say', params: { what } });

function actionOf(action: ActionDefinition): unknown {
  if (action.type === 'sendMessage') return say(action.letter);
  if (action.type !== 'setFacts') throw new Error(`No random definition has ${action.type}.`);
  return assign(({ context }: Values) => ({
    facts: Object.entries(action.facts).reduce(
      (facts, [name, text]): Facts => ({ ...facts, [name]: valueOf(text, { ...context, facts }) }),
      context.facts,
    ),
  }));
}

function valueOf(text: string, context: Context): Json {
  const counted = /^facts\.(\w+) \+ (\d+)$/.exec(text);
  if (counted) return (context.facts[counted[1]!] as number) + Number(counted[2]);
  return JSON.parse(text) as Json;
}

function isTrue(text: string, context: Context): boolean {
  const event = /^happened\((\w+)\)$/.exec(text)?.[1];
  if (event !== undefined) return context.happened.includes(event);
  const asked = /^has\((.+)\)$/.exec(text)?.[1];
  if (asked !== undefined) return valueAt(asked, context) != null;
  const [, path, sign, value] = /^([\w.]+) (==|>=|>) (.+)$/.exec(text) ?? [];
  if (path === undefined) return valueAt(text, context) === true;
  const [left, right] = [valueAt(path, context) as number, JSON.parse(value!) as number];
  return sign === '==' ? left === right : sign === '>=' ? left >= right : left > right;
}

const valueAt = (path: string, context: Context): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], context);

/** Facts that each child hands back, by the event of its end. */
function receivers(node: StateNode): Map<string, string[]> {
  const own: [string, string[]][] = node.invoke
    ? [[`xstate.done.actor.${node.invoke.id}`, node.invoke.receives ?? []]]
    : [];
  return new Map([...own, ...Object.values(node.states ?? {}).flatMap((child) => [...receivers(child)])]);
}
