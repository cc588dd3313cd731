import { deepStrictEqual } from 'node:assert';
import { AppError } from '../../../src/errors.js';
import { compileDefinition } from '../../../src/machines/compile.js';
import type { CompiledDefinition } from '../../../src/machines/compiled.js';
import type { StepEnv, StepObserver } from '../../../src/machines/draft.js';
import type { CaseEvent } from '../../../src/machines/event.js';
import { timerEvent } from '../../../src/machines/reminders.js';
import type { CaseSnapshot, Facts } from '../../../src/machines/snapshot.js';
import { start, step, type StepResult } from '../../../src/machines/step.js';
import { envAt } from '../../support/definition.js';
import { Dice } from '../../support/dice.js';
import { PlainXState } from '../../support/plain-xstate.js';
import { CHILD_ENDS, randomDefinition } from '../../support/random-definition.js';

/** `RANDOM_MACHINES=5000` looks at more. */
const MACHINES = Number(process.env['RANDOM_MACHINES'] ?? 200);
const EVENTS_EACH = 25;
const OPENING: Facts = { receivedOn: '2026-02-02', choice: 'x' };
const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };

/** A case on the engine that notes what a step does, as `PlainXState` does. */
class EngineCase {
  log: string[] = [];
  snapshot: CaseSnapshot;
  private now = '2026-02-02T08:10:00.000Z';

  constructor(private readonly compiled: CompiledDefinition) {
    this.snapshot = start(compiled, { facts: OPENING }, this.env()).snapshot;
  }

  send(event: CaseEvent): boolean {
    const timer = event.timer && this.snapshot.timers[event.timer.id]!;
    if (timer && timer.dueAt > this.now) this.now = timer.dueAt;
    this.log = [];
    const result: StepResult = step(this.compiled, this.snapshot, event, this.env());
    if (result.accepted) this.snapshot = result.snapshot;
    return result.accepted;
  }

  private env(): StepEnv {
    const observer: StepObserver = {
      began: () => undefined,
      asked: () => undefined,
      entered: (path) => this.log.push(`+${path}`),
      left: (path) => this.log.push(`-${path}`),
      acted: ({ action }) => action.type === 'sendMessage' && this.log.push(action.letter),
    };
    return { ...envAt(this.now), observer };
  }

  state() {
    const { value, historyValue = {}, facts, status, timers } = this.snapshot;
    const history = Object.entries(historyValue).map(([id, ids]) => [id, [...ids].sort()]);
    return {
      value,
      history: Object.fromEntries(history) as typeof historyValue,
      facts,
      done: status === 'done',
      timers: fixedTimers(Object.keys(timers)),
    };
  }
}

/** Timers of delays that are counted from their arming alone: XState waits for the same. */
const fixedTimers = (ids: Iterable<string>): string[] =>
  [...ids].filter((id) => /^xstate\.after\.(soon|later)\./.test(id)).sort();

const stateOf = ({ now, timers }: PlainXState) => ({ ...now, timers: fixedTimers(timers) });

/** Something that could come now: an event with what its form asks for, a timer, the end of a child. */
function anything(dice: Dice, { timers, children }: CaseSnapshot): CaseEvent {
  const waiting = Object.entries(timers).filter(([id]) => id.startsWith('xstate.after.'));
  const open = Object.entries(children);
  const kind = dice.below(10);
  if (kind < 2 && waiting.length > 0) {
    const [id, timer] = dice.pick(waiting);
    return timerEvent(id, timer);
  }
  if (kind < 4 && open.length > 0) {
    const [child, opening] = dice.pick(open);
    const output = { end: dice.pick(CHILD_ENDS), facts: { answer: 'svar' } };
    return { type: `xstate.done.actor.${child}`, opening, output };
  }
  return dice.pick<CaseEvent>([
    { type: 'ONE', by },
    { type: 'TWO', by },
    { type: 'THREE', by },
    { type: 'CHOSEN', by, facts: { choice: dice.pick(['x', 'y', 'z']) } },
    { type: 'GIVEN', by, ...(dice.percent(50) && { facts: { note: 'givet' } }) },
    { type: 'COUNTED', by, facts: { count: dice.below(4) } },
  ]);
}

/** What came of it, or that it came to no rest: in its transitions, or because a timer would come again at once. */
function outcome<T>(run: () => T): T | 'endless' | 'timer' {
  try {
    return run();
  } catch (error) {
    if (error instanceof AppError && error.code === 'endlessLoop') {
      return error.details['timer'] === undefined ? 'endless' : 'timer';
    }
    if (error instanceof Error && error.message.startsWith('Infinite loop')) return 'endless';
    throw error;
  }
}

/** `expect` would take longer than the steps that it watches. */
const agree = (seed: number, what: string, ours: unknown, theirs: unknown): void =>
  deepStrictEqual({ seed, what, found: ours }, { seed, what, found: theirs });

/** Lives one machine on both, as long as it comes to rest. Gives how many events were accepted. */
function compare(seed: number): number {
  const definition = randomDefinition(seed);
  const compiled = compileDefinition(definition);
  const ours = outcome(() => new EngineCase(compiled));
  const facts = { ...factsWithDefaults(compiled), ...OPENING };
  const theirs = outcome(() => new PlainXState(definition, facts));
  if (typeof ours === 'string' || typeof theirs === 'string') {
    agree(seed, 'the opening', ours, theirs);
    return 0;
  }
  const dice = new Dice(seed);
  let accepted = 0;
  for (let count = 0; count < EVENTS_EACH && ours.snapshot.status === 'active'; count += 1) {
    agree(seed, 'the case', ours.state(), stateOf(theirs));
    const event = anything(dice, ours.snapshot);
    const [here, there] = [outcome(() => ours.send(event)), outcome(() => theirs.send(event))];
    // XState sets a timer as long from its entry as ever; ours may follow a deadline that has passed.
    if (here === 'timer') return accepted;
    agree(seed, event.type, here, there);
    if (here === 'endless') return accepted;
    if (!here) continue;
    accepted += 1;
    agree(seed, event.type, ours.log, theirs.log);
  }
  agree(seed, 'the case', ours.state(), stateOf(theirs));
  return accepted;
}

function factsWithDefaults({ definition }: CompiledDefinition): Facts {
  return Object.fromEntries(
    Object.entries(definition.facts.properties).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value as Facts[string]]],
    ),
  );
}

test('a machine goes on the engine as it goes in XState alone: states, histories, facts, timers, and the order of it all', () => {
  let accepted = 0;
  for (let seed = 0; seed < MACHINES; seed += 1) accepted += compare(seed);
  expect(accepted).toBeGreaterThan(MACHINES * 2);
});
