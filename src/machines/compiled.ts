import type { CountedDays } from './calendar-days.js';
import type { AnyStateMachine } from 'xstate';
import type {
  ActionDefinition,
  DeadlineDefinition,
  Definition,
  DelayDefinition,
  InvokeDefinition,
  Moment,
  Rung,
  StateMeta,
  TaskDefinition,
} from './definition.js';
import type { CompiledExpression, CompiledText } from './expressions/environment.js';
import type { Given } from './senders.js';

/** A moment whose expressions are typed and whose length is resolved against the parameters. */
export interface CompiledMoment {
  due?: CompiledExpression;
  anchor?: CompiledExpression;
  length?: string;
  counting: NonNullable<Moment['counting']>;
  roll: 'none' | 'forward' | 'backward';
  days: CountedDays;
  at: 'endOfDay' | 'reminderClock' | 'startOfDay';
}

export interface CompiledRung {
  /** Stable name of the rung within the deadline: `-P2W`, `breach`, `every`. */
  id: string;
  rung: Rung;
  title?: CompiledText;
}

export interface CompiledDeadline extends CompiledMoment {
  key: string;
  definition: DeadlineDefinition;
  title: CompiledText;
  /** Of a length of hours always the due moment's own day. */
  target: 'lastWorkingDayOnOrBefore' | 'nominal';
  rungs: CompiledRung[];
}

export interface CompiledTask {
  key: string;
  definition: TaskDefinition;
  title: CompiledText;
}

export interface CompiledAction {
  action: ActionDefinition;
  expressions: Record<string, CompiledExpression>;
  text?: CompiledText;
}

export interface CompiledTransition {
  /** Event type, or `` for an `always`. */
  event: string;
  guard?: CompiledExpression;
}

export interface CompiledInvoke {
  definition: InvokeDefinition;
  input: Record<string, CompiledExpression>;
}

export interface CompiledState {
  /** Dotted path from the root, `open.main.received`; the root is ``. */
  path: string;
  meta: StateMeta;
  final: boolean;
  transitions: CompiledTransition[];
  /** Timers that run while the state is active: id of the timer → name of its deadline or delay. */
  timers: { id: string; moment: string }[];
  invoke?: CompiledInvoke;
}

/** A definition made ready to step: immutable, keeps no case. Build it once per version and keep it. */
export interface CompiledDefinition {
  definition: Definition;
  machine: AnyStateMachine;
  /** In document order. */
  states: Map<string, CompiledState>;
  /** Event → the states that say themselves who may send it, inner ones first (`sendersOf`). */
  given: Map<string, Given[]>;
  deadlines: Map<string, CompiledDeadline>;
  delays: Map<string, CompiledMoment & { definition: DelayDefinition }>;
  tasks: Map<string, CompiledTask>;
  letters: Map<string, CompiledText>;
  /** Words for a guard atom that says no, by its canonical text. */
  reasons: Map<string, { text: CompiledText; opens?: CompiledExpression }>;
}
