import { describe, expect, it } from '@jest/globals';
import { compileDefinition, step, type CaseSnapshot, type Definition } from '../../../src/machines/index.js';
import { migrateSnapshot, migrationEvent, type MigrationResult } from '../../../src/machines/migrate.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const OPENED = '2026-02-02T08:10:00Z';
const LATER = '2026-02-10T08:10:00Z';

/** A case that waits in `open.checking` with a task, a deadline and a timer, or further on with a child. */
const BEFORE: Partial<Definition> = {
  facts: {
    type: 'object',
    properties: {
      receivedOn: { type: 'string', format: 'date', default: '2026-02-02' },
      urgent: { type: 'boolean', default: false },
    },
  },
  ends: { done: [] },
  events: plainEvents('CHECKED', 'FINISH', 'PAUSE', 'RESUME'),
  deadlines: {
    decideBy: {
      title: { da: 'Afgør' },
      kind: 'internal',
      anchor: 'facts.receivedOn',
      length: 'P4W',
      reminders: [
        { at: '-P2W', to: ['caseworker'] },
        { at: '-P2D', to: ['caseworker'] },
        { every: 'P1W', after: 'breach', to: ['teamLeader'] },
      ],
    },
  },
  delays: { slow: { anchor: 'now', length: 'P3W' } },
  tasks: { CHECK: { title: { da: 'Tjek' }, role: 'caseworker', deadline: 'decideBy', events: ['CHECKED'] } },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'checking',
        meta: { deadlines: ['decideBy'] },
        on: { FINISH: 'done', PAUSE: 'paused' },
        states: {
          checking: {
            meta: { title: { da: 'Tjekkes' }, tasks: ['CHECK'] },
            on: { CHECKED: 'asking' },
            after: { slow: 'asking' },
          },
          asking: { invoke: { src: 'question', id: 'question', onDone: 'checking' } },
          back: { type: 'history', history: 'deep', target: 'checking' },
        },
      },
      paused: { meta: { tasks: ['CHECK'] }, on: { RESUME: 'open.back' } },
      done: { type: 'final' },
    },
  },
};

type Change = (definition: Definition) => void;

function changed(change: Change): Definition {
  const definition = structuredClone(definitionOf(BEFORE));
  change(definition);
  return definition;
}

const openOf = ({ machine }: Definition) => machine.states!['open']!;

function migrated(
  snapshot: CaseSnapshot,
  change: Change,
  stateMap: Record<string, string> = {},
  now = LATER,
): MigrationResult {
  const from = compileDefinition(definitionOf(BEFORE));
  const to = compileDefinition(changed(change));
  return migrateSnapshot(from, to, snapshot, migrationEvent({ from: 1, to: 2, stateMap }), envAt(now));
}

function accepted(result: MigrationResult) {
  if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
  return result;
}

const codes = (result: MigrationResult): string[] =>
  result.accepted ? [] : result.reasons.map(({ code }) => code);
const kinds = ({ effects }: { effects: { type: string }[] }): string[] => effects.map(({ type }) => type);
const checking = (): CaseSnapshot => Walk.open(BEFORE, {}, OPENED).snapshot;

const rename: Change = (definition) => {
  const { checking: renamed, ...states } = openOf(definition).states!;
  openOf(definition).states = { reviewing: renamed!, ...states };
  openOf(definition).initial = 'reviewing';
  states['asking']!.invoke!.onDone = 'reviewing';
  states['back']!.target = 'reviewing';
};

const remove: Change = (definition) => {
  delete openOf(definition).states!['checking'];
  openOf(definition).initial = 'asking';
  openOf(definition).states!['asking']!.invoke!.onDone = 'back';
  openOf(definition).states!['back']!.target = 'asking';
};

const longer: Change = (definition) => (definition.deadlines['decideBy']!.length = 'P6W');

const asking = (): CaseSnapshot => Walk.open(BEFORE, {}, OPENED).send('CHECKED').snapshot;

describe('a case goes to another version', () => {
  it('stays as it is where nothing has changed', () => {
    const before = checking();
    const { snapshot, effects, from, to } = accepted(migrated(before, () => undefined));
    expect(snapshot).toEqual({ ...before, seq: before.seq + 1 });
    expect([from, to]).toEqual([['open.checking'], ['open.checking']]);
    expect(effects.filter(({ type }) => type !== 'updateTask')).toEqual([]);
  });

  it('leaves the snapshot that it was given untouched', () => {
    const before = checking();
    const copy = structuredClone(before);
    migrated(before, (definition) => (definition.deadlines['decideBy']!.length = 'P8W'));
    expect(before).toEqual(copy);
  });

  it('goes on in a state that has another name, with task, deadline and timer from where they began', () => {
    const before = checking();
    expect(codes(migrated(before, rename))).toEqual(['stateRemoved']);
    const { snapshot, effects } = accepted(migrated(before, rename, { 'open.checking': 'open.reviewing' }));
    expect(snapshot.value).toEqual({ open: 'reviewing' });
    expect(snapshot.tasks).toEqual(before.tasks);
    expect(snapshot.deadlines).toEqual(before.deadlines);
    const [oldTimer, newTimer] = ['checking', 'reviewing'].map(
      (name) => `xstate.after.slow.example.open.${name}`,
    );
    expect(snapshot.timers[oldTimer!]).toBeUndefined();
    const { armedAt, dueAt } = before.timers[oldTimer!]!;
    expect(snapshot.timers[newTimer!]).toMatchObject({ armedAt, dueAt });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'cancelTimer', id: oldTimer }));
  });

  it('stops the timer of a state that it leaves behind', () => {
    const withTimer: Change = (definition) => (openOf(definition).after = { slow: 'paused' });
    const outer = 'xstate.after.slow.example.open';
    const before = new Walk(compileDefinition(changed(withTimer)), {}, OPENED).snapshot;
    expect(before.timers[outer]).toBeDefined();
    const event = migrationEvent({ from: 1, to: 2, stateMap: { 'open.checking': 'paused' } });
    const [from, to] = [withTimer, remove].map((change) => compileDefinition(changed(change)));
    const { snapshot, effects } = accepted(migrateSnapshot(from!, to!, before, event, envAt(LATER)));
    expect(snapshot.value).toBe('paused');
    expect(snapshot.timers).toEqual({});
    expect(effects).toContainEqual(expect.objectContaining({ type: 'cancelTimer', id: outer }));
  });

  it('takes what lies below a renamed state with it', () => {
    const { snapshot } = accepted(
      migrated(
        checking(),
        ({ machine }) => {
          const { open, ...rest } = machine.states!;
          machine.states = { main: open!, ...rest };
          machine.initial = 'main';
          rest['paused']!.on = { RESUME: 'main.back' };
        },
        { open: 'main' },
      ),
    );
    expect(snapshot.value).toEqual({ main: 'checking' });
  });
});

describe('a state without a counterpart', () => {
  it('is a reason with its title, never a guess', () => {
    const result = migrated(checking(), remove);
    expect(result).toMatchObject({
      accepted: false,
      reasons: [{ code: 'stateRemoved', state: 'open.checking' }],
    });
    expect(JSON.stringify(result)).toContain('Tjekkes');
  });

  it('is placed where the map says, with what that state wants', () => {
    const { snapshot, effects } = accepted(migrated(checking(), remove, { 'open.checking': 'paused' }));
    expect(snapshot.value).toBe('paused');
    expect(Object.keys(snapshot.tasks)).toEqual(['CHECK']);
    expect(snapshot.deadlines).toEqual({});
    expect(kinds({ effects })).toContain('stopDeadline');
    expect(snapshot.timers).toEqual({});
  });

  it('cannot be mapped to an end', () => {
    expect(codes(migrated(checking(), remove, { 'open.checking': 'done' }))).toEqual(['wouldEnd']);
  });

  it('that a history state remembers is a reason too', () => {
    const paused = Walk.open(BEFORE, {}, OPENED).send('PAUSE').snapshot;
    expect(codes(migrated(paused, remove))).toEqual(['historyRemoved']);
    const { snapshot } = accepted(migrated(paused, remove, { 'open.checking': 'open.asking' }));
    const resumed = step(
      compileDefinition(changed(remove)),
      snapshot,
      { type: 'RESUME', by: CASEWORKER },
      envAt(LATER),
    );
    expect(resumed).toMatchObject({ accepted: true, to: ['open.asking'] });
  });
});

const CASEWORKER = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };

describe('a state with more in it than before', () => {
  it('is entered at its initial states, with their tasks, deadlines and timers', () => {
    const { snapshot, effects } = accepted(
      migrated(checking(), (definition) => {
        definition.tasks['READ'] = { title: { da: 'Læs' }, role: 'caseworker', events: ['CHECKED'] };
        Object.assign(openOf(definition).states!['checking']!, {
          initial: 'reading',
          states: { reading: { meta: { tasks: ['READ'] }, after: { slow: 'read' } }, read: {} },
        });
      }),
    );
    expect(snapshot.value).toEqual({ open: { checking: 'reading' } });
    expect(snapshot.tasks).toEqual({ CHECK: 1, READ: 2 });
    expect(snapshot.timers['xstate.after.slow.example.open.checking.reading']).toMatchObject({
      armedAt: envAt(LATER).now,
    });
    expect(kinds({ effects })).toContain('openTask');
  });

  it('becomes parallel with every new region entered', () => {
    const { snapshot } = accepted(
      migrated(
        checking(),
        (definition) => {
          const { states, initial } = openOf(definition);
          const work = { initial: initial!, states: states! };
          const clock = {
            initial: 'ticking',
            states: { ticking: { after: { decideBy: 'late' } }, late: {} },
          };
          Object.assign(openOf(definition), { type: 'parallel', states: { work, clock } });
          delete openOf(definition).initial;
          definition.machine.states!['paused']!.on = { RESUME: 'open.work.back' };
        },
        { 'open.checking': 'open.work.checking' },
      ),
    );
    expect(snapshot.value).toEqual({ open: { work: 'checking', clock: 'ticking' } });
    expect(snapshot.timers['xstate.after.decideBy.example.open.clock.ticking']).toBeDefined();
    expect(snapshot.timers['xstate.after.slow.example.open.work.checking']).toMatchObject({
      armedAt: envAt(OPENED).now,
    });
  });

  it('takes the always transitions that hold there', () => {
    const { snapshot } = accepted(
      migrated(checking(), (definition) => {
        openOf(definition).states!['checking']!.always = { guard: '!facts.urgent', target: 'asking' };
        openOf(definition).states!['asking']!.invoke!.onDone = 'back';
      }),
    );
    expect(snapshot.value).toEqual({ open: 'asking' });
    expect(snapshot.children).toEqual({ question: 2 });
    expect(snapshot.tasks).toEqual({});
  });

  it('ends no case by settling', () => {
    expect(codes(migrated(checking(), (definition) => (openOf(definition).always = 'done')))).toEqual([
      'wouldEnd',
    ]);
  });
});

describe('deadlines and reminders', () => {
  it('are counted anew from their anchor as of their start, with old and new in the log', () => {
    const before = checking();
    const { snapshot, effects } = accepted(migrated(before, longer));
    expect(snapshot.deadlines['decideBy']).toMatchObject({
      startedAt: envAt(OPENED).now,
      dueOn: '2026-03-16',
    });
    const [moved] = effects.filter(({ type }) => type === 'moveDeadline');
    expect(moved).toMatchObject({
      from: { dueOn: '2026-03-02' },
      reason: { en: expect.stringContaining('new version') },
    });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'updateTask', dueOn: '2026-03-16' }));
  });

  it('send no rung a second time, and none that should have come before one that was sent', () => {
    const walk = Walk.open(BEFORE, {}, OPENED).fire('deadline.decideBy').fire('deadline.decideBy');
    expect(walk.snapshot.rungs['decideBy']!.rungs).toEqual(['-P2W', '-P2D']);
    const { snapshot, effects } = accepted(
      migrated(
        walk.snapshot,
        (definition) => definition.deadlines['decideBy']!.reminders!.unshift({ at: '-P1W', to: ['citizen'] }),
        {},
        '2026-02-27T12:00:00Z',
      ),
    );
    expect(kinds({ effects })).not.toContain('sendMessage');
    expect(snapshot.rungs['decideBy']!.rungs.sort()).toEqual(['-P1W', '-P2D', '-P2W']);
    expect(snapshot.timers['deadline.decideBy']).toEqual(walk.snapshot.timers['deadline.decideBy']);
  });

  it('keep an extension', () => {
    const extended = checking();
    extended.deadlines['decideBy'] = {
      ...extended.deadlines['decideBy']!,
      extendedTo: '2026-05-04',
      dueOn: '2026-05-04',
    };
    expect(accepted(migrated(extended, longer)).snapshot.deadlines['decideBy']).toMatchObject({
      dueOn: '2026-05-04',
    });
  });

  it('that the new version counts from a fact which is not there are a reason', () => {
    const result = migrated(checking(), (definition) => {
      definition.facts.properties['list'] = {
        type: 'array',
        default: [],
        items: { type: 'string', format: 'date' },
      };
      definition.deadlines['decideBy']!.anchor = 'facts.list[0]';
    });
    expect(result.accepted).toBe(false);
    expect(codes(result)).toHaveLength(1);
  });

  it('that the new version does not have stop', () => {
    const { snapshot } = accepted(
      migrated(checking(), (definition) => {
        definition.deadlines = {};
        delete openOf(definition).meta;
        delete definition.tasks['CHECK']!.deadline;
      }),
    );
    expect([snapshot.deadlines, Object.keys(snapshot.timers)]).toEqual([
      {},
      ['xstate.after.slow.example.open.checking'],
    ]);
    expect(snapshot.tasks).toEqual({ CHECK: 2 });
  });

  it('counts a delay from its arming', () => {
    const { snapshot } = accepted(migrated(checking(), ({ delays }) => (delays['slow']!.length = 'P5W')));
    expect(snapshot.timers['xstate.after.slow.example.open.checking']!.dueAt).toMatch(/^2026-03-09/);
  });
});

describe('children', () => {
  it('that run stay bound to the state that waits for them, wherever it is', () => {
    const { snapshot, effects } = accepted(
      migrated(
        asking(),
        (definition) => {
          const { asking: moved, ...states } = openOf(definition).states!;
          openOf(definition).states = { ...states, hearing: moved! };
          states['checking']!.on = { CHECKED: 'hearing' };
          states['checking']!.after = { slow: 'hearing' };
        },
        { 'open.asking': 'open.hearing' },
      ),
    );
    expect(snapshot.children).toEqual({ question: 2 });
    expect(kinds({ effects }).filter((type) => type.endsWith('Child'))).toEqual([]);
  });

  it.each<[string, Change]>([
    ['another id', (definition) => (openOf(definition).states!['asking']!.invoke!.id = 'other')],
    ['another case type', (definition) => (openOf(definition).states!['asking']!.invoke!.src = 'other')],
    ['no child', (definition) => delete openOf(definition).states!['asking']!.invoke],
  ])('that run are never lost to a state with %s', (_what, change) => {
    expect(codes(migrated(asking(), change))).toEqual(['childLost']);
  });

  it('that a state did not have before are opened', () => {
    const { snapshot, effects } = accepted(
      migrated(checking(), (definition) => {
        openOf(definition).states!['checking']!.invoke = { src: 'letter', id: 'letter', onDone: 'asking' };
      }),
    );
    expect(snapshot.children).toEqual({ letter: 2 });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'openChild', caseType: 'letter' }));
  });
});

describe('facts', () => {
  it('get the defaults of the new version', () => {
    const { snapshot } = accepted(
      migrated(checking(), ({ facts }) => (facts.properties['level'] = { type: 'integer', default: 3 })),
    );
    expect(snapshot.facts).toMatchObject({ level: 3, urgent: false });
  });

  it.each<[string, Change]>([
    ['urgent', ({ facts }) => (facts.properties['urgent'] = { type: 'string', default: 'no' })],
    [
      'name',
      ({ facts }) => {
        facts.properties['name'] = { type: 'string', title: { da: 'Navn' } };
        facts.required = ['name'];
      },
    ],
  ])('that do not fit the new version are a reason: %s', (fact, change) => {
    expect(migrated(checking(), change)).toMatchObject({ reasons: [{ code: 'invalidFact', fact }] });
  });
});

describe('a case that cannot go', () => {
  it('is finished', () => {
    expect(codes(migrated(Walk.open(BEFORE).send('FINISH').snapshot, () => undefined))).toEqual([
      'caseClosed',
    ]);
  });

  it('is of another case type', () => {
    expect(codes(migrated(checking(), (definition) => (definition.caseType = 'other')))).toEqual([
      'otherCaseType',
    ]);
  });

  it('would stand in two places at once', () => {
    const regions: Partial<Definition> = {
      machine: {
        initial: 'open',
        states: { open: { type: 'parallel', states: { a: { initial: 'x', states: { x: {} } }, b: {} } } },
      },
    };
    const from = compileDefinition(definitionOf(regions));
    const snapshot = new Walk(from, {}, OPENED).snapshot;
    const to = compileDefinition(
      definitionOf({
        machine: { initial: 'open', states: { open: { initial: 'a', states: { a: {}, b: {} } } } },
      }),
    );
    const event = migrationEvent({ from: 1, to: 2, stateMap: { 'open.a.x': 'open.a' } });
    expect(codes(migrateSnapshot(from, to, snapshot, event, envAt(LATER)))).toEqual(['stateConflict']);
  });
});
