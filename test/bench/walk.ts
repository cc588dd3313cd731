import { danishCalendar } from '../../src/machines/holidays.js';
import {
  createCalendar,
  nextTimer,
  start,
  step,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Facts,
  type StepEnv,
} from '../../src/machines/index.js';
import type { FactSchema } from '../../src/machines/definition.js';
import { timerEvent } from '../../src/machines/reminders.js';

/** One step that was accepted, with the snapshot as the database would give it. */
export interface Sample {
  snapshot: string;
  event: CaseEvent;
  env: StepEnv;
}

const calendar = createCalendar(danishCalendar({ version: 1 }));
const OPENED = '2026-02-02T08:10:00.000Z';
const SENDER = { userId: 'bench', name: 'Bench', roles: ['caseworker' as const, 'teamLeader' as const] };
const caseValues = {
  id: '0198c0de-0000-7000-8000-000000000001',
  number: '2026-000001',
  openedOn: OPENED.slice(0, 10),
  assigneeId: null,
  teamId: 'team',
};

/** The same numbers in every run (a linear congruential generator), so that two runs measure the same steps. */
function dice(): (sides: number) => number {
  let state = 20_260_202;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}

/**
 * Walks cases of a definition at random, by every event that is possible and by its timers, until so many steps are known. In so many of 100
 * moves time passes until the next timer; else a timer comes when no person can do anything.
 */
export function walk(compiled: CompiledDefinition, count: number, timersOf100 = 0): Sample[] {
  const samples: Sample[] = [];
  const roll = dice();
  while (samples.length < count) {
    const before = samples.length;
    walkOneCase(compiled, roll, count, samples, timersOf100);
    if (samples.length === before) throw new Error(`${compiled.definition.caseType} takes no event at all.`);
  }
  return samples;
}

function walkOneCase(
  compiled: CompiledDefinition,
  roll: (sides: number) => number,
  count: number,
  samples: Sample[],
  timersOf100: number,
): void {
  let env: StepEnv = { now: OPENED, calendar, caseValues };
  let { snapshot } = start(compiled, { facts: someFacts(compiled, undefined, roll) }, env);
  while (samples.length < count && snapshot.status === 'active') {
    const timer = nextTimer(snapshot);
    const events = shuffled(
      [...personEvents(compiled, roll), ...childrenEnds(compiled, snapshot, roll)],
      roll,
    );
    const fired = timer
      ? [{ event: timerEvent(timer.id, timer), env: { ...env, now: laterOf(env.now, timer.dueAt) } }]
      : [];
    const sent = events.map((event) => ({ event, env }));
    const moves = roll(100) < timersOf100 ? [...fired, ...sent] : [...sent, ...fired];
    const move = moves.find((one) => tryStep(compiled, snapshot, one.event, one.env));
    if (!move) return;
    samples.push({ snapshot: JSON.stringify(snapshot), ...move });
    snapshot = tryStep(compiled, snapshot, move.event, move.env)!;
    env = move.env;
  }
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** Null when the event is refused; a random fact that makes an expression fail is as good as a refusal here. */
function tryStep(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  event: CaseEvent,
  env: StepEnv,
): CaseSnapshot | null {
  try {
    const result = step(compiled, snapshot, event, env);
    return result.accepted ? result.snapshot : null;
  } catch {
    return null;
  }
}

function personEvents(compiled: CompiledDefinition, roll: (sides: number) => number): CaseEvent[] {
  return Object.entries(compiled.definition.events).map(([type, { form, append }]) => ({
    type,
    by: SENDER,
    facts: append ? someFactsOf(compiled, append, form, roll) : someFacts(compiled, form ?? [], roll),
  }));
}

function childrenEnds(
  compiled: CompiledDefinition,
  snapshot: CaseSnapshot,
  roll: (sides: number) => number,
): CaseEvent[] {
  const ends = ['sent', 'completed', 'backToAssessment', 'closed'];
  return Object.entries(snapshot.children).map(([id, opening]) => ({
    type: `xstate.done.actor.${id}`,
    opening,
    output: { end: ends[roll(ends.length)]!, facts: someFacts(compiled, [], roll) },
  }));
}

function shuffled<Item>(items: Item[], roll: (sides: number) => number): Item[] {
  return items
    .map((item) => ({ item, place: roll(1_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Values for the named facts, or for those that opening a case needs. */
function someFacts(
  { definition }: CompiledDefinition,
  names: string[] | undefined,
  roll: (sides: number) => number,
): Facts {
  const { properties, required = [] } = definition.facts;
  return valuesOf(properties, names ?? required, roll);
}

/** Values for the form of an event that adds to a list. */
function someFactsOf(
  { definition }: CompiledDefinition,
  list: string,
  form: string[] = [],
  roll: (sides: number) => number,
): Facts {
  return valuesOf(definition.facts.properties[list]?.items?.properties ?? {}, form, roll);
}

function valuesOf(
  properties: Record<string, FactSchema>,
  names: string[],
  roll: (sides: number) => number,
): Facts {
  const known = names.filter((name) => properties[name]);
  return Object.fromEntries(known.map((name) => [name, valueOf(properties[name]!, roll)])) as Facts;
}

function valueOf(schema: FactSchema, roll: (sides: number) => number): unknown {
  if (schema.enum) return schema.enum[roll(schema.enum.length)];
  if (schema.format === 'date') return schema.title?.en?.includes('birth') ? '2009-05-14' : '2026-02-03';
  if (schema.format === 'date-time') return '2026-02-03T09:00:00.000Z';
  switch (schema.type) {
    case 'boolean':
      return roll(4) > 0;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1 + roll(5));
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return 'Notat om sagen';
  }
}
