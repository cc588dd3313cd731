import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compileDefinition,
  explain,
  formSchema,
  parseDefinition,
  start,
  step,
  type Accepted,
  type CaseEvent,
  type CaseSnapshot,
  type CompiledDefinition,
  type Definition,
  type Facts,
} from '../../../src/machines/index.js';
import { renameIn } from '../../../src/machines/diff/rename-in.js';
import { migrateSnapshot, migrationEvent, type StateMap } from '../../../src/machines/migrate.js';
import { nextTimer, timerEvent } from '../../../src/machines/reminders.js';
import { statePaths } from '../../../src/machines/state-tree.js';
import { envAt } from '../../support/definition.js';
import { formOf, pick } from '../../support/random-facts.js';
import { calendar, shipped } from '../case-types/journey.js';

/** What every name of a state ends with in the renamed version. */
const MARK = 'Qq';
const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const, 'teamLeader' as const] };

interface Versions {
  compiled: [CompiledDefinition, CompiledDefinition];
  stateMaps: [StateMap, StateMap];
}

/** A definition, and the same with another name for each state but the ends. */
function versionsOf(definition: Definition): Versions {
  const paths = statePaths(definition.machine).filter((path) => !Object.hasOwn(definition.ends, path));
  const deepestFirst = paths.toSorted((a, b) => b.split('.').length - a.split('.').length);
  const renamed = deepestFirst.reduce(
    (so, path) => renameIn(so, { section: 'states', from: path, to: path + MARK }),
    definition,
  );
  const parsed = parseDefinition(renamed, {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const pairs = paths.map((path) => [path, `${path.replaceAll('.', `${MARK}.`)}${MARK}`] as const);
  return {
    compiled: [compileDefinition(definition), compileDefinition(parsed.definition)],
    stateMaps: [Object.fromEntries(pairs), Object.fromEntries(pairs.map(([old, now]) => [now, old]))],
  };
}

const withoutMark = (text: string): string => text.replaceAll(MARK, '');

/** What both lives have in common: all but the numbers of events and armings, and how often a timer of which name has fired. */
function shared(snapshot: CaseSnapshot) {
  const { seq: _seq, armings: _armings, timers, tasks, children, history, ...rest } = snapshot;
  const waiting = Object.entries(timers).map(([id, { dueAt, armedAt }]) => [id, dueAt, armedAt]);
  const happened = Object.entries(history).filter(([type]) => !type.startsWith('xstate.'));
  const open = [tasks, children].map((table) => Object.keys(table).sort());
  return JSON.parse(
    withoutMark(JSON.stringify({ ...rest, open, waiting: waiting.sort(), happened: happened.sort() })),
  ) as unknown;
}

interface Move {
  kind: 'event' | 'timer' | 'childEnds' | 'migration';
  choice: number;
  seed: number;
  hours: number;
}

const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom('event', 'event', 'event', 'timer', 'timer', 'childEnds', 'migration'),
    choice: fc.nat(),
    seed: fc.nat(),
    hours: fc.integer({ min: 0, max: 90 }),
  }),
  { minLength: 30, maxLength: 60 },
);

/** One case that never changes its version, and its twin that goes to and fro between two that differ in names only. */
class Twins {
  migrations = 0;
  private at: 0 | 1 = 0;
  private steady: CaseSnapshot;
  private moving: CaseSnapshot;

  constructor(
    private readonly versions: Versions,
    facts: Facts,
    private now: string,
  ) {
    this.steady = start(versions.compiled[0], { facts, by }, this.env).snapshot;
    this.moving = this.steady;
  }

  private get env() {
    const env = envAt(this.now, calendar);
    return { ...env, caseValues: { ...env.caseValues, openedOn: '2026-03-02' } };
  }

  take({ kind, choice, seed, hours }: Move): void {
    if (this.steady.status === 'done') return;
    if (kind === 'migration') return this.migrate();
    if (kind === 'timer') return this.fire();
    if (kind === 'childEnds') return this.endChild(choice);
    this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    const event = this.eventOf(choice, seed);
    if (event) this.both(event, event);
  }

  private migrate(): void {
    const { compiled, stateMaps } = this.versions;
    const [from, to] = this.at === 0 ? compiled : compiled.toReversed();
    const event = migrationEvent({ from: 1, to: 2, stateMap: stateMaps[this.at] });
    const result = migrateSnapshot(from!, to!, this.moving, event, this.env);
    if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
    // What has come to hold by time alone is taken up by a change of version: the twin would wait for its timer.
    const same = migrateSnapshot(from!, from!, this.moving, migrationEvent({ from: 1, to: 1 }), this.env);
    expect(shared(result.snapshot)).toEqual(same.accepted && shared(same.snapshot));
    if (JSON.stringify(shared(result.snapshot)) !== JSON.stringify(shared(this.steady))) return;
    this.moving = result.snapshot;
    this.at = this.at === 0 ? 1 : 0;
    this.migrations += 1;
  }

  private fire(): void {
    const next = nextTimer(this.steady);
    if (!next || next.dueAt > '2040') return;
    if (next.dueAt > this.now) this.now = next.dueAt;
    const id = Object.keys(this.moving.timers).find((name) => withoutMark(name) === next.id)!;
    this.both(timerEvent(next.id, next), timerEvent(id, this.moving.timers[id]!));
  }

  private endChild(choice: number): void {
    const [id] = Object.keys(this.steady.children);
    if (id === undefined) return;
    const facts = { outcome: 'refusal', decisionSentOn: calendar.legalDate(this.now) };
    const output = { end: pick(['sent', 'backToAssessment'], choice), facts };
    const endOf = ({ children }: CaseSnapshot) => ({
      type: `xstate.done.actor.${id}`,
      opening: children[id]!,
      output,
    });
    this.both(endOf(this.steady), endOf(this.moving));
  }

  private eventOf(choice: number, seed: number): CaseEvent | undefined {
    const [compiled] = this.versions.compiled;
    const possible = explain(compiled, this.steady, this.env).filter(({ accepted }) => accepted !== false);
    if (possible.length === 0) return undefined;
    const { type } = pick(possible, choice);
    const declared = compiled.definition.events[type]!;
    const { facts: schema } = compiled.definition;
    const form = formSchema(schema, declared);
    const facts = formOf(form, declared.required ?? [], seed, calendar.legalDate(this.now));
    return { type, facts, ...(declared.roles.length > 0 && { by }) };
  }

  private both(one: CaseEvent, other: CaseEvent): void {
    const { compiled } = this.versions;
    const first = step(compiled[0], this.steady, one, this.env);
    const second = step(compiled[this.at], this.moving, other, this.env);
    expect(second.accepted).toBe(first.accepted);
    if (!first.accepted || !second.accepted) return;
    this.steady = first.snapshot;
    this.moving = second.snapshot;
    expect(shared(this.moving)).toEqual(shared(this.steady));
    expect(sent(second)).toEqual(sent(first));
  }
}

const sent = ({ effects }: Accepted): string[] =>
  effects.flatMap((effect) => (effect.type === 'sendMessage' ? [`${effect.subject} ${effect.rung}`] : []));

const OPENINGS: [string, Facts][] = [
  ['refusal', { outcome: 'partialRefusal', decisionDueOn: '2026-05-15' }],
  ['newApplication', { applicationReceivedAt: '2026-03-02T08:00:00.000Z' }],
];

describe('a case that goes over to another version and back, time and again', () => {
  it.each(OPENINGS)('lives the life of its twin that stays: %s', (caseType, facts) => {
    const versions = versionsOf(shipped(caseType).definition);
    let migrations = 0;
    fc.assert(
      fc.property(moves, (walk) => {
        const twins = new Twins(versions, facts, '2026-03-02T09:00:00.000Z');
        for (const move of walk) twins.take(move);
        migrations += twins.migrations;
      }),
      { numRuns: 30 },
    );
    expect(migrations).toBeGreaterThan(5);
  });
});
