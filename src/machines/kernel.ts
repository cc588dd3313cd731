import {
  assign,
  createMachine,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';
import { AppError } from '../errors.js';
import type { CompiledAction } from './compiled.js';
import type { CompiledExpression } from './expressions/environment.js';
import type { StateValue } from './snapshot.js';

/**
 * The only file that touches XState's engine. XState is asked one thing: from this state, with this event and these guards, which
 * states are left, which entered, which actions taken? Everything comes back through a `Run`, in order, while the transition is taken.
 *
 * `machine.transition` is used instead of the package's `transition()`, which computes the initial state anew on every call (117 µs
 * against 43 µs a step, Node 20); a test holds the two equal. `machine.resolveState` breaks with history states, `restoreSnapshot` does not.
 */

/** What a transition tells while it is taken. Guards and actions see the states that are active at that very moment. */
export interface Run {
  guard(expression: CompiledExpression): boolean;
  enter(path: string): void;
  leave(path: string): void;
  /** A transition of this state is taken: what it leaves has been left, what it enters has not been entered. */
  take?(path: string): void;
  reenter(): void;
  act(action: CompiledAction): void;
  /** What a guard threw: XState wraps it in an error of its own without a cause. */
  failure?: unknown;
}

export interface KernelState {
  value: StateValue;
  historyValue?: Record<string, string[]>;
  done: boolean;
}

/** More microsteps than any honest definition takes: beyond it an `always` loop runs for ever. */
const MAX_MICROSTEPS = 200;

/** XState asks eventless transitions again after one that has changed its state or its context, and only then. */
const CONTEXT_CHANGED = assign({});

/** Turns a config whose guards and actions were made by `guardOf` and the `…Action…` functions into a machine. */
export function createKernelMachine(config: object): AnyStateMachine {
  return createMachine({
    ...config,
    context: ({ input }: { input: Run }): KernelContext => ({ run: input }),
    options: { maxIterations: MAX_MICROSTEPS },
  } as never);
}

interface KernelContext {
  run: Run;
}

export const guardOf =
  (expression: CompiledExpression) =>
  ({ context: { run } }: { context: KernelContext }): boolean => {
    try {
      return run.guard(expression);
    } catch (error) {
      run.failure = error;
      throw error;
    }
  };

/** What is told when a state is entered. One that opens a child case changes XState's snapshot by that alone. */
export const enterActions = (path: string, opensChild = false): object[] => [
  { type: 'enter', params: { path } },
  ...(opensChild ? [CONTEXT_CHANGED] : []),
];
export const leaveAction = (path: string) => ({ type: 'leave', params: { path } });
export const takeAction = (path: string) => ({ type: 'take', params: { path } });
export const reenterAction = () => ({ type: 'reenter' });
/** One action of a transition. What guards may read lies outside XState's context, so XState is told when it is written. */
export const actActions = (action: CompiledAction): object[] => {
  const act = { type: 'act', params: { action } };
  return action.action.type === 'setFacts' ? [act, CONTEXT_CHANGED] : [act];
};

function scopeFor(machine: AnyStateMachine, run: Run): AnyActorScope {
  const scope = {
    id: machine.id,
    sessionId: machine.id,
    self: {},
    system: { _sendInspectionEvent: () => undefined },
    logger: () => undefined,
    defer: () => undefined,
    emit: () => undefined,
    stopChild: () => undefined,
    actionExecutor: ({ type, params }: { type: string; params?: unknown }) => tell(run, type, params),
  };
  return scope as unknown as AnyActorScope;
}

function tell(run: Run, type: string, params: unknown): void {
  const { path, action } = (params ?? {}) as { path: string; action: CompiledAction };
  if (type === 'enter') run.enter(path);
  else if (type === 'leave') run.leave(path);
  else if (type === 'take') run.take?.(path);
  else if (type === 'act') run.act(action);
  else run.reenter();
}

/** The initial configuration. Throws what a guard or action threw, AppError `endlessLoop`. */
export function enterMachine(machine: AnyStateMachine, run: Run): KernelState {
  const snapshot = machine.getInitialSnapshot(
    scopeFor(machine, run) as never,
    run as never,
  ) as AnyMachineSnapshot;
  if (snapshot.status === 'error') throw unwrap(snapshot.error, run);
  return stateOf(snapshot);
}

/**
 * The next configuration, or `undefined` when no transition is enabled: then nothing has happened, not even an `always`.
 * Throws what a guard or action threw, AppError `endlessLoop`, AppError `brokenSnapshot`.
 */
export function takeEvent(
  machine: AnyStateMachine,
  state: Omit<KernelState, 'done'>,
  type: string,
  run: Run,
): KernelState | undefined {
  const snapshot = restore(machine, state, run);
  const event = { type };
  try {
    if (machine.getTransitionData(snapshot, event).length === 0) return undefined;
    return stateOf(
      machine.transition(snapshot, event, scopeFor(machine, run) as never) as AnyMachineSnapshot,
    );
  } catch (error) {
    throw unwrap(error, run);
  }
}

function restore(machine: AnyStateMachine, state: Omit<KernelState, 'done'>, run: Run): AnyMachineSnapshot {
  const stored = {
    status: 'active',
    value: state.value,
    historyValue: reviveIds(state.historyValue),
    context: {},
    children: {},
  };
  try {
    const snapshot = machine.restoreSnapshot(stored as never, undefined as never) as AnyMachineSnapshot;
    // Set afterwards: XState walks through the whole context of a snapshot that it restores.
    snapshot.context = { run } satisfies KernelContext;
    return snapshot;
  } catch (error) {
    throw new AppError('brokenSnapshot', { value: state.value }, { cause: error });
  }
}

function reviveIds(historyValue: Record<string, string[]> | undefined): Record<string, { id: string }[]> {
  return Object.fromEntries(
    Object.entries(historyValue ?? {}).map(([parent, ids]) => [parent, ids.map((id) => ({ id }))]),
  );
}

function stateOf(snapshot: AnyMachineSnapshot): KernelState {
  const history = Object.entries(snapshot.historyValue ?? {});
  return {
    value: snapshot.value as StateValue,
    ...(history.length > 0 && {
      historyValue: Object.fromEntries(history.map(([parent, nodes]) => [parent, nodes.map(({ id }) => id)])),
    }),
    done: snapshot.status === 'done',
  };
}

function unwrap(error: unknown, run: Run): unknown {
  if (run.failure !== undefined) return run.failure;
  const looping = error instanceof Error && error.message.startsWith('Infinite loop');
  return looping ? new AppError('endlessLoop', {}, { cause: error }) : error;
}
