import { describe, expect, it } from '@jest/globals';
import { compileDefinition, type CaseSnapshot, type Definition } from '../../../src/machines/index.js';
import {
  migrateSnapshot,
  migrationEvent,
  type MigrationResult,
  type StateMap,
} from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const OPENED = '2026-02-02T08:10:00Z';
const LATER = '2026-02-10T08:10:00Z';

/** Two regions that end together, of which the first can be left and come back to. */
const BEFORE: Definition = definitionOf({
  ends: { done: [] },
  events: plainEvents('NEXT', 'REST', 'RESUME', 'PAID', 'CLOSE'),
  tasks: {
    WORK: { title: { da: 'Arbejd' }, role: 'caseworker', events: ['NEXT'] },
    PAY: { title: { da: 'Betal' }, role: 'caseworker', events: ['PAID'] },
    CLOSE: { title: { da: 'Luk' }, role: 'caseworker', events: ['CLOSE'] },
  },
  machine: {
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        onDone: 'closing',
        states: {
          main: {
            initial: 'working',
            on: { REST: '.resting' },
            states: {
              working: {
                initial: 'first',
                meta: { tasks: ['WORK'] },
                states: {
                  first: { on: { NEXT: 'second' } },
                  second: { on: { NEXT: 'third' } },
                  third: { type: 'final' },
                  back: { type: 'history', history: 'deep', target: 'first' },
                },
                onDone: 'worked',
              },
              resting: { meta: { tasks: ['WORK'] }, on: { RESUME: 'working.back' } },
              worked: { type: 'final' },
            },
          },
          payment: {
            initial: 'due',
            states: { due: { meta: { tasks: ['PAY'] }, on: { PAID: 'paid' } }, paid: { type: 'final' } },
          },
        },
      },
      closing: { meta: { tasks: ['CLOSE'] }, on: { CLOSE: 'done' } },
      done: { type: 'final' },
    },
  },
});

const stateOf = ({ machine }: Definition, ...path: string[]) =>
  path.reduce((node, name) => node.states![name]!, machine);
const working = (definition: Definition) => stateOf(definition, 'open', 'main', 'working');

const openedWith = (...events: string[]): CaseSnapshot =>
  events.reduce((walk, event) => walk.send(event), new Walk(compileDefinition(BEFORE), {}, OPENED)).snapshot;

interface Moved {
  result: MigrationResult;
  /** The case in the new version after one more event. */
  after(event: string): Walk;
}

function moved(
  snapshot: CaseSnapshot,
  change: (definition: Definition) => unknown,
  stateMap: StateMap = {},
): Moved {
  const document = structuredClone(BEFORE);
  change(document);
  const to = compileDefinition(document);
  const event = migrationEvent({ from: 1, to: 2, stateMap });
  const result = migrateSnapshot(compileDefinition(BEFORE), to, snapshot, event, envAt(LATER));
  const after = (type: string): Walk => {
    if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
    const walk = new Walk(to, {}, LATER);
    walk.snapshot = result.snapshot;
    return walk.send(type);
  };
  return { result, after };
}

const codes = ({ result }: Moved): string[] =>
  result.accepted ? [] : result.reasons.map(({ code }) => code);
const valueOf = ({ result }: Moved) => (result.accepted ? result.snapshot.value : result.reasons);

describe('what a history state remembers', () => {
  const resting = (): CaseSnapshot => openedWith('NEXT', 'REST');

  it('is remembered where the history state has another name', () => {
    const renamed = moved(resting(), (definition) => {
      const { back, ...states } = working(definition).states!;
      working(definition).states = { ...states, again: back! };
      stateOf(definition, 'open', 'main', 'resting').on = { RESUME: 'working.again' };
    });
    expect(renamed.after('RESUME').snapshot.value).toMatchObject({ open: { main: { working: 'second' } } });
  });

  it('is only the outer step where the history state has become shallow', () => {
    const { result } = moved(
      resting(),
      (definition) => {
        working(definition).states!['back']!.history = 'shallow';
        working(definition).states!['first']!.initial = 'reading';
        working(definition).states!['first']!.states = { reading: {}, writing: {} };
      },
      { 'open.main.working.second': 'open.main.working.first.writing' },
    );
    expect(result).toMatchObject({
      snapshot: {
        historyValue: { 'example.open.main.working.back': ['example.open.main.working.first'] },
      },
    });
  });

  it.each([['done'], ['closing'], ['open.main.resting'], ['open.main.working']])(
    'is a reason when the map takes it to %s, to which that history cannot lead back',
    (target) => {
      const outside = moved(resting(), () => undefined, { 'open.main.working.second': target });
      expect(codes(outside)).toEqual(['historyRemoved']);
    },
  );

  it('is a reason when it would be in two places at once', () => {
    const parallel = (definition: Definition) => {
      working(definition).states!['second'] = {
        type: 'parallel',
        states: { left: {}, right: {} },
      };
    };
    const from = structuredClone(BEFORE);
    parallel(from);
    const walk = new Walk(compileDefinition(from), {}, OPENED).send('NEXT').send('REST');
    const below = (name: string) => `open.main.working.${name}`;
    const stateMap = { [below('second.left')]: below('first'), [below('second.right')]: below('second') };
    const event = migrationEvent({ from: 1, to: 2, stateMap });
    const [old, to] = [compileDefinition(from), compileDefinition(BEFORE)];
    const result = migrateSnapshot(old, to, walk.snapshot, event, envAt(LATER));
    expect(result).toMatchObject({
      accepted: false,
      reasons: [{ code: 'stateConflict', state: 'open.main.working' }],
    });
  });
});

describe('a state that has nothing inside any more', () => {
  const simpler = (definition: Definition): void => {
    const { working: _gone, ...states } = stateOf(definition, 'open', 'main').states!;
    const busy = { meta: { tasks: ['WORK'] }, on: { NEXT: 'worked' } };
    stateOf(definition, 'open', 'main').states = { busy, ...states, resting: { on: { RESUME: 'busy' } } };
    stateOf(definition, 'open', 'main').initial = 'busy';
  };

  it('takes in whatever was inside the one that the map says it continues', () => {
    const map = { 'open.main.working': 'open.main.busy' };
    for (const events of [[], ['NEXT']]) {
      const { result } = moved(openedWith(...events), simpler, map);
      expect(result).toMatchObject({
        snapshot: { value: { open: { main: 'busy', payment: 'due' } }, tasks: { WORK: 1 } },
      });
    }
  });

  it('takes nothing in that the map leads elsewhere', () => {
    const map = { 'open.main.working': 'open.main.busy', 'open.main.working.second': 'open.main.resting' };
    expect(valueOf(moved(openedWith('NEXT'), simpler, map))).toMatchObject({ open: { main: 'resting' } });
  });
});

describe('a state that is complete by the change of version', () => {
  it('is left by its onDone when the map leads to its final state', () => {
    const completed = moved(openedWith(), () => undefined, {
      'open.main.working.first': 'open.main.working.third',
    });
    expect(valueOf(completed)).toEqual({ open: { main: 'worked', payment: 'due' } });
    expect(completed.result).toMatchObject({ snapshot: { tasks: { PAY: 1 } } });
  });

  it('is left by its onDone when the region that was not yet done is gone', () => {
    const without = moved(
      openedWith('PAID'),
      (definition) => {
        delete stateOf(definition, 'open').states!['main'];
      },
      { 'open.main.working.first': 'open.payment.paid' },
    );
    expect(valueOf(without)).toBe('closing');
    expect(without.result).toMatchObject({ snapshot: { tasks: { CLOSE: 3 } } });
  });

  it('ends no case', () => {
    const ending = moved(
      openedWith('PAID'),
      (definition) => {
        delete stateOf(definition, 'open').states!['main'];
        stateOf(definition, 'open').onDone = 'done';
      },
      { 'open.main.working.first': 'open.payment.paid' },
    );
    expect(codes(ending)).toEqual(['wouldEnd']);
  });

  it('is left when only the new version says where it leads', () => {
    const from = structuredClone(BEFORE);
    delete stateOf(from, 'open').onDone;
    const walk = new Walk(compileDefinition(from), {}, OPENED).send('PAID').send('NEXT').send('NEXT');
    const event = migrationEvent({ from: 1, to: 2 });
    const [old, to] = [compileDefinition(from), compileDefinition(BEFORE)];
    const result = migrateSnapshot(old, to, walk.snapshot, event, envAt(LATER));
    expect(result).toMatchObject({ accepted: true, snapshot: { value: 'closing' } });
  });

  it('stays where it is when it was complete before, and its onDone did not lead on', () => {
    const from = structuredClone(BEFORE);
    from.facts.properties['ready'] = { type: 'boolean', default: false };
    from.events['NEXT']!.form = ['ready'];
    stateOf(from, 'open').onDone = { guard: 'facts.ready', target: 'closing' };
    const walk = new Walk(compileDefinition(from), {}, OPENED).send('PAID').send('NEXT').send('NEXT');
    expect(walk.snapshot.value).toEqual({ open: { main: 'worked', payment: 'paid' } });
    const [old, to] = [compileDefinition(from), compileDefinition(from)];
    const ready = { ...walk.snapshot, facts: { ready: true } };
    const event = migrationEvent({ from: 1, to: 2 });
    expect(migrateSnapshot(old, to, ready, event, envAt(LATER))).toMatchObject({
      snapshot: { value: walk.snapshot.value },
    });
  });
});

describe('a state that the case only passes while it settles', () => {
  it('is told, as of any other step', () => {
    const { result } = moved(openedWith(), (definition) => {
      working(definition).states!['first'] = {
        initial: 'begun',
        states: { begun: { always: 'going' }, going: {} },
      };
    });
    expect(result).toMatchObject({
      from: ['open.main.working.first', 'open.payment.due'],
      passed: ['open.main.working.first.begun'],
    });
    expect(moved(openedWith(), () => undefined).result).not.toHaveProperty('passed');
  });
});
