import { AppError } from '../errors.js';
import { compileAction } from './compile-action.js';
import { compileDeadline, compileMoment } from './compile-moment.js';
import { Compiler } from './compiler.js';
import type { CompiledDefinition, CompiledState, CompiledTransition } from './compiled.js';
import type { Definition, StateNode, TransitionDefinition, Transitions } from './definition.js';
import {
  actActions,
  createKernelMachine,
  enterActions,
  guardOf,
  leaveAction,
  reenterAction,
  takeAction,
} from './kernel.js';
import type { Problem } from './problems.js';
import { givenRoles } from './senders.js';
import { transitionsOf } from './state-tree.js';

/** Name of the event that the timer of `moment` in a state sends: XState's own. */
export const afterEvent = (moment: string, stateId: string): string => `xstate.after.${moment}.${stateId}`;
/** Name of the event by which an ended child comes back: XState's own. */
export const doneEvent = (invokeId: string): string => `xstate.done.actor.${invokeId}`;

/**
 * Makes an expanded definition (`parseDefinition`) ready to step: every expression typed, the machine built, the tables by name.
 * Takes a few milliseconds; keep the result per version. Throws AppError `invalidDefinition` with all problems.
 */
export function compileDefinition(definition: Definition): CompiledDefinition {
  const { compiled, problems } = tryCompile(definition);
  if (problems.length > 0) {
    throw new AppError('invalidDefinition', { caseType: definition.caseType, problems });
  }
  return compiled;
}

/** The problems of the expressions of a definition that `parseDefinition` accepts; none when it compiles. */
export function checkExpressions(definition: Definition): Problem[] {
  return tryCompile(definition).problems;
}

/** The machine ready to step unless there are problems; and what should keep it from being published. */
export function tryCompile(definition: Definition): {
  compiled: CompiledDefinition;
  problems: Problem[];
  doubts: Compiler['doubts'];
} {
  const compiler = new Compiler(definition);
  const tables = compileTables(definition, compiler);
  const builder = new MachineBuilder(definition, compiler);
  const config = builder.node(definition.machine, [], '/machine');
  const problems = compiler.problems;
  const machine = createKernelMachine(problems.length === 0 ? withSettling(definition, config) : {});
  const given = givenRoles(definition.machine);
  const compiled = { definition, machine, states: builder.states, given, ...tables };
  return { compiled, problems, doubts: compiler.doubts };
}

/** An event that moves nothing itself: a case that was placed in a state from outside takes the `always` transitions that hold there. */
export const SETTLE = 'case.migrated';

function withSettling({ caseType: id }: Definition, config: { on?: object }): object {
  return { id, ...config, on: { ...config.on, [SETTLE]: { actions: [] } } };
}

const table = <T, R>(
  section: string,
  entries: Record<string, T>,
  build: (value: T, key: string, path: string) => R,
): Map<string, R> =>
  new Map(Object.entries(entries).map(([key, value]) => [key, build(value, key, `/${section}/${key}`)]));

function compileTables(definition: Definition, compiler: Compiler) {
  return {
    deadlines: table('deadlines', definition.deadlines, (deadline, key, path) =>
      compileDeadline(compiler, deadline, key, path),
    ),
    delays: table('delays', definition.delays, (delay, _key, path) => ({
      ...compileMoment(compiler, delay, path, 'reminderClock'),
      definition: delay,
    })),
    tasks: table('tasks', definition.tasks, (task, key, path) => ({
      key,
      definition: task,
      title: compiler.text(task.title, { path: `${path}/title` }),
    })),
    letters: table('letters', definition.letters, (letter, _key, path) =>
      compiler.text(letter.title, { path: `${path}/title` }),
    ),
    reasons: compiler.reasons(),
  };
}

/** Walks the machine once: builds XState's config and the table of states beside it. */
class MachineBuilder {
  readonly states = new Map<string, CompiledState>();

  constructor(
    private readonly definition: Definition,
    private readonly compiler: Compiler,
  ) {}

  node(node: StateNode, path: string[], pointer: string): object {
    const state = this.addState(node, path);
    const config: Record<string, unknown> = {};
    for (const key of ['type', 'initial', 'history', 'target'] as const) {
      if (node[key] !== undefined) config[key] = node[key];
    }
    if (node.states) {
      config.states = Object.fromEntries(
        Object.entries(node.states).map(([name, child]) => [
          name,
          this.node(child, [...path, name], `${pointer}/states/${name}`),
        ]),
      );
    }
    if (node.type === 'history') return config;
    return {
      ...config,
      entry: enterActions(state.path, node.invoke !== undefined),
      exit: leaveAction(state.path),
      ...this.transitions(node, state, pointer),
    };
  }

  private addState(node: StateNode, path: string[]): CompiledState {
    const state: CompiledState = {
      path: path.join('.'),
      meta: node.meta ?? {},
      final: node.type === 'final',
      transitions: [],
      timers: [],
    };
    if (node.type !== 'history') this.states.set(state.path, state);
    return state;
  }

  private transitions(node: StateNode, state: CompiledState, pointer: string): object {
    const on: Record<string, unknown> = {};
    for (const [event, transitions] of Object.entries(node.on ?? {})) {
      on[event] = this.list(transitions, state, event, `${pointer}/on/${event}`);
    }
    for (const [moment, transitions] of Object.entries(node.after ?? {})) {
      const id = afterEvent(moment, stateId(this.definition, state.path));
      state.timers.push({ id, moment });
      on[id] = this.list(transitions, state, id, `${pointer}/after/${moment}`);
    }
    if (node.invoke) {
      const done = doneEvent(node.invoke.id);
      state.invoke = this.invoke(node.invoke, pointer);
      on[done] = this.list(node.invoke.onDone, state, done, `${pointer}/invoke/onDone`);
    }
    return {
      on,
      ...(node.always && { always: this.list(node.always, state, '', `${pointer}/always`) }),
      ...(node.onDone && { onDone: this.list(node.onDone, state, '', `${pointer}/onDone`) }),
    };
  }

  private invoke(invoke: NonNullable<StateNode['invoke']>, pointer: string): CompiledState['invoke'] {
    const input = Object.entries(invoke.input ?? {}).map(([fact, source]) => [
      fact,
      this.compiler.expression(source, 'any', { path: `${pointer}/invoke/input/${fact}` }),
    ]);
    return { definition: invoke, input: Object.fromEntries(input) };
  }

  private list(transitions: Transitions, state: CompiledState, event: string, pointer: string): object[] {
    const several = Array.isArray(transitions);
    return transitionsOf(transitions).map((transition, index) =>
      this.transition(transition, state, event, several ? `${pointer}/${index}` : pointer),
    );
  }

  private transition(
    { target, guard, actions, reenter }: TransitionDefinition,
    state: CompiledState,
    event: string,
    path: string,
  ): object {
    const place = this.compiler.place(path, event);
    const compiled: CompiledTransition = { event };
    if (guard !== undefined) {
      compiled.guard = this.compiler.expression(guard, 'bool', { ...place, path: `${path}/guard` });
    }
    if (event) state.transitions.push(compiled);
    const effects = (actions ?? []).flatMap((action, index) =>
      actActions(compileAction(this.compiler, action, { ...place, path: `${path}/actions/${index}` })),
    );
    return {
      ...(target !== undefined && { target }),
      ...(compiled.guard && { guard: guardOf(compiled.guard) }),
      ...(reenter && { reenter }),
      actions: [
        ...(target === undefined ? [] : [takeAction(state.path)]),
        ...(reenter ? [reenterAction()] : []),
        ...effects,
      ],
    };
  }
}

/** XState's id of a state: the machine's id and the path. */
export function stateId(definition: Definition, path: string): string {
  return path ? `${definition.caseType}.${path}` : definition.caseType;
}
