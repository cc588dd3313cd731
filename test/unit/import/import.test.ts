import { readFileSync } from 'node:fs';
import { checkExpressions, compileDefinition } from '../../../src/machines/compile.js';
import type { Definition } from '../../../src/machines/definition.js';
import { createCalendar } from '../../../src/machines/calendar.js';
import { toXStateConfig } from '../../../src/machines/export/xstate-config.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { importMachine, IMPORT_TEXTS, LINE_TEXTS, type RoleChoice } from '../../../src/machines/import.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { simulate } from '../../../src/machines/simulate.js';
import { toChart } from '../../../src/machines/statechart/chart.js';
import { verify } from '../../../src/machines/verify.js';
import { definitions } from '../export/fixture.js';
import { SOURCES } from './sources.js';

const made = (source: unknown) => {
  const result = importMachine(source);
  const parsed = parseDefinition(result.definition, {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { ...result, definition: parsed.definition };
};
const machineOf = (source: unknown) => made(source).definition.machine;
const lineAt = (source: unknown, path: string) =>
  importMachine(source).report.lines.find((line) => line.path === path);

/** The pointer of every key of a document. */
function keysIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => keysIn(item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [at, ...keysIn(item, at)];
  });
}

describe.each(Object.entries(SOURCES))('a machine from elsewhere: %s', (_name, { source, events }) => {
  it('is accounted for, key by key', () => {
    const { lines } = importMachine(source).report;
    expect(lines.map(({ path }) => path)).toEqual(keysIn(source));
    for (const { message } of lines) expect(`${message.da} ${message.en}`).not.toMatch(/[{}]|undefined/);
  });

  it('becomes a draft without problems of reading, which can be drawn and tried', () => {
    const { definition, report } = made(source);
    expect(report.problems).toEqual([]);
    expect(toChart(definition, 'da').states.length).toBeGreaterThan(1);
    const calendar = createCalendar(danishCalendar({ version: 1 }));
    const given = { facts: {}, startAt: '2026-03-02T08:00:00.000Z', calendar };
    const script = events.map((event) => ({ event, facts: {} }));
    const { entries } = simulate(compileDefinition(definition), given, script);
    expect(entries.filter(({ accepted }) => !accepted)).toEqual([]);
    expect(entries.map(({ event }) => event)).toEqual(['case.opened', ...events]);
  });
});

describe('names', () => {
  it('are made valid, and no two the same; the text of the source is the title', () => {
    const { states } = machineOf({
      id: 'Ansøgning om hjælp',
      initial: 'på vej',
      states: { 'på vej': {}, 'på-vej': {}, paa_vej: {}, Готово: {}, '1.': {} },
    });
    expect(Object.keys(states!)).toEqual(['paa_vej2', 'paa_vej3', 'paa_vej', 'state', 'state2']);
    expect(states!['state']!.meta!.title).toEqual({ da: 'Готово' });
  });

  it('lead where the source leads, by id, by path and from the machine itself', () => {
    const source = {
      id: 'm',
      initial: 'a b',
      on: { OUT: '.end' },
      states: {
        'a b': { id: 'first', on: { GO: '#m.c d.x', IN: 'c d.x' } },
        'c d': { initial: 'x', states: { x: { on: { BACK: '#first', UP: '#m' } } } },
        end: { type: 'final' },
      },
    };
    const machine = machineOf(source);
    expect(machine.on).toEqual({ OUT: '.end' });
    expect(machine.states!['a_b']!.on).toEqual({ GO: '#m.c_d.x', IN: 'c_d.x' });
    const up = { target: '#m.a_b', reenter: true };
    expect(machine.states!['c_d']!.states!['x']!.on).toEqual({ BACK: '#m.a_b', UP: up });
  });

  it('of places that are not there stay, so that the problem is seen', () => {
    const { report } = importMachine({
      initial: 'a',
      states: { a: { on: { GO: 'nowhere', BOTH: { target: ['a', 'b'] } } } },
    });
    expect(report.problems.map(({ code }) => code)).toEqual(['unknownTarget', 'unknownTarget']);
  });
});

it('a history state leads by the name that its state has here, and a step of DIGIT to no state is seen', () => {
  const inside = { 'x y': { id: 'xy' }, back: { type: 'history', target: '#xy' } };
  const { states } = machineOf({ initial: 'a', states: { a: { initial: 'x y', states: inside } } });
  expect(states!['a']!.states!['back']).toMatchObject({ type: 'history', target: 'x_y' });
  const digit = {
    businessService: 'x',
    states: [{ state: 'A', actions: [{ action: 'GO', nextState: 'B' }] }],
  };
  expect(importMachine(digit).report.problems.map(({ code }) => code)).toEqual(['unknownTarget']);
});

describe('times in milliseconds', () => {
  it.each([
    ['1800000', 'PT30M'],
    ['60000', 'PT1M'],
    ['5400000', 'PT1H30M'],
    ['43200000', 'PT12H'],
    ['86400000', 'P1D'],
    ['1209600000', 'P2W'],
    ['90000000', 'PT25H'],
  ])('%s are exactly %s', (milliseconds, length) => {
    const { definition, report } = made({
      initial: 'a',
      states: { a: { after: { [milliseconds]: 'b' } }, b: {} },
    });
    const [name = ''] = Object.keys(definition.machine.states!['a']!.after!);
    expect(definition.delays[name]).toEqual({ title: { da: `${milliseconds} ms` }, anchor: 'now', length });
    expect(report.lines.find(({ path }) => path === `/states/a/after/${milliseconds}`)!.message.en).toContain(
      length,
    );
    const found = checkExpressions(definition).concat(verify(definition).problems);
    expect(found.filter(({ path }) => path.startsWith('/delays'))).toEqual([]);
  });

  it.each(['1000', '90001', '59999', '0', '36000000060000'])('%s are no length here', (milliseconds) => {
    const { definition } = made({ initial: 'a', states: { a: { after: { [milliseconds]: 'b' } }, b: {} } });
    expect(Object.values(definition.delays)).toMatchObject([{ anchor: 'unfinished(now)', length: 'P1D' }]);
  });

  it('of DIGIT that are hours are counted from when the deadline begins', () => {
    const states = [
      { state: 'A', sla: 43_200_000, actions: [{ action: 'GO', nextState: 'B' }] },
      { state: 'B', isTerminateState: true },
    ];
    const { definition } = made({ businessService: 'x', businessServiceSla: 5_400_000, states });
    expect(Object.values(definition.deadlines)).toMatchObject([
      { anchor: 'now', length: 'PT1H30M' },
      { anchor: 'now', length: 'PT12H' },
    ]);
    expect(checkExpressions(definition)).toEqual([]);
  });

  it('come back from our own export as they were written', () => {
    const { definition } = made({ initial: 'a', states: { a: { after: { 1800000: 'b' } }, b: {} } });
    const [soon] = Object.values(definition.delays);
    Object.assign(soon!, { counting: 'officeHours' });
    expect(importMachine(toXStateConfig(definition)).definition).toEqual(definition);
  });
});

describe('wildcards', () => {
  it('stand at each event that they catch, the most specific first, and not where the state names the event', () => {
    const source = {
      initial: 'a',
      states: {
        a: { on: { 'door.open': 'b', '*': 'c', 'door.*': 'd' } },
        b: { on: { 'door.shut': 'a', KNOCK: 'a' } },
        c: {},
        d: {},
      },
    };
    expect(machineOf(source).states!['a']!.on).toEqual({
      door_open: 'b',
      door_shut: [{ target: 'd' }, { target: 'c' }],
      KNOCK: 'c',
    });
    expect(lineAt(source, '/states/a/on/*')!.message.en).toContain('door_shut, KNOCK');
  });

  it('that would become more than anybody can hold are refused', () => {
    const on = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`E${index}`, 's0']));
    const states = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`s${index}`, { on: { '*': 's0' } }]),
    );
    const { definition, report } = importMachine({ initial: 's0', on, states });
    expect([definition, report.problems.map(({ code }) => code)]).toEqual([null, ['tooManyCopies']]);
  });
});

describe('what does not come along', () => {
  const source = {
    initial: 'a',
    context: { count: 3, note: 'x', on: true, list: [1], text: '{{ x }}' },
    states: {
      a: {
        entry: ['hello', { type: 'greet', params: { to: 'all' } }],
        on: {
          GO: {
            target: 'b',
            guard: 'isReady',
            actions: ['count', { type: 'journal', params: { text: { da: 'Gik' } } }],
          },
        },
        after: { 86400000: 'b', 5000: 'b', LATER: { target: 'b', guard: { type: 'isReady' } } },
        invoke: [
          { src: 'fetch', onDone: { target: 'b', guard: 'inline:a' }, onError: 'a' },
          { src: { type: 'log' } },
        ],
      },
      b: { type: 'final', output: { sum: 1 } },
    },
  };

  it('is a yes or no that can be tried, a day, a task, or told of', () => {
    const { definition } = made(source);
    const { on, after, meta } = definition.machine.states!['a']!;
    expect(on!['GO']).toEqual({
      target: 'b',
      guard: 'unfinished(facts.isReady)',
      actions: [{ type: 'journal', text: { da: 'Gik' } }],
    });
    expect(definition.events['GO']!.form).toEqual(['isReady']);
    expect(Object.keys(after!).map((name) => definition.delays[name])).toEqual([
      { title: { da: '5000 ms' }, anchor: 'unfinished(now)', length: 'P1D' },
      { title: { da: '86400000 ms' }, anchor: 'now', length: 'P1D' },
      { title: { da: 'LATER' }, anchor: 'unfinished(now)', length: 'P1D' },
    ]);
    expect(meta!.tasks).toEqual(['fetch', 'log']);
    expect(definition.tasks['fetch']!.events).toEqual(['fetch_done', 'fetch_failed']);
    expect(Object.keys(definition.facts.properties)).toEqual(expect.arrayContaining(['count', 'note', 'on']));
  });

  it('keeps the draft from being published', () => {
    const { problems } = verify(made(source).definition);
    const places = problems.filter(({ code }) => code === 'unfinished').map(({ path }) => path);
    expect(places).toContain('/machine/states/a/on/GO/guard');
    expect(places.filter((path) => path.startsWith('/delays/'))).toHaveLength(2);
  });

  it('is left where there is no place for it', () => {
    const codes = (path: string) => lineAt(source, path)?.code;
    expect(codes('/states/a/entry')).toBe('entryExit');
    expect(codes('/states/a/on/GO/actions')).toBe('action');
    expect(codes('/context/list')).toBe('contextLeft');
    expect(codes('/context/text')).toBe('contextLeft');
    expect(
      lineAt({ initial: 'a', states: { a: { strange: { deep: 1 } } } }, '/states/a/strange/deep'),
    ).toMatchObject({
      outcome: 'left',
      code: 'unknownKey',
    });
  });
});

describe('XState 4', () => {
  it('says by other keys what XState 5 says, and starts states over where 5 does not', () => {
    const source = {
      id: 'v4',
      version: '1',
      initial: 'a',
      states: {
        a: {
          activities: ['beep'],
          on: {
            '': { target: 'b', cond: 'ready' },
            SELF: 'a',
            STAY: { target: 'a', internal: true },
            IN: { target: 'b', in: '#v4.p.q', cond: 'ready' },
            LOST: { target: 'b', in: '#nowhere' },
          },
        },
        b: {
          data: { x: 1 },
          after: [
            { delay: 1000, target: 'a' },
            { delay: 1000, target: 'p' },
          ],
        },
        p: {
          initial: { target: 'q', actions: 'hop' },
          states: { q: {}, h: { type: 'history', history: true, target: 'q' } },
        },
      },
    };
    const { states } = machineOf(source);
    expect(states!['a']).toMatchObject({
      always: { target: 'b', guard: 'unfinished(facts.ready)' },
      on: {
        SELF: { target: 'a', reenter: true },
        STAY: { target: 'a' },
        IN: { guard: '(active("p.q")) && (unfinished(facts.ready))' },
      },
    });
    expect(Object.values(states!['b']!.after!)).toEqual([[{ target: 'a' }, { target: 'p' }]]);
    expect(states!['p']).toMatchObject({ initial: 'q', states: { h: { history: 'shallow' } } });
    expect(lineAt(source, '/states/a/on/STAY/internal')!.code).toBe('stays');
  });
});

describe('the machine itself', () => {
  it('that is parallel becomes a state, and the case ends when it is done', () => {
    const region = { initial: 'x', states: { x: { on: { DONE: 'y' } }, y: { type: 'final' } } };
    const { definition } = made({ id: 'two', type: 'parallel', states: { l: region, r: region } });
    expect(definition.machine).toMatchObject({
      initial: 'running',
      states: { running: { onDone: 'ended' } },
    });
    expect(definition.ends).toEqual({ ended: [] });
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['no machine', { id: 'x' }],
    ['a definition of ours', { caseType: 'x', machine: { states: {} }, states: {} }],
  ])('is refused when it is %s', (_what, source) => {
    const { definition, report } = importMachine(source);
    expect([definition, report.problems.map(({ code }) => code)]).toEqual([null, ['notMachine']]);
  });

  it('is refused when it is too deep, and read in spite of keys that cannot be stored', () => {
    let deep: object = { initial: 'a', states: { a: {} } };
    for (let level = 0; level < 200; level += 1) deep = { initial: 'a', states: { a: deep } };
    expect(importMachine(deep).report.problems.map(({ code }) => code)).toEqual(['tooLarge']);
    const odd = JSON.parse('{"initial":"a","states":{"a":{},"__proto__":{}}}') as object;
    expect(importMachine(odd).report.problems.map(({ code }) => code)).toEqual(['badName']);
  });

  it('whatever it holds in the wrong places, gives a report and never an exception', () => {
    const odd = [1, 'x', null, true, [], {}, [1], ['a'], { a: 1 }, [{ target: 3 }], { '*': null, '': 1 }];
    const keys = [
      'id',
      'type',
      'initial',
      'states',
      'on',
      'after',
      'always',
      'onDone',
      'invoke',
      'entry',
      'meta',
      'context',
    ];
    const more = [
      'history',
      'target',
      'output',
      'data',
      'description',
      'activities',
      'delimiter',
      'tags',
      'exit',
    ];
    for (const key of [...keys, ...more])
      for (const value of odd) {
        const source = {
          states: {
            a: { [key]: value, type: 'final', ...(key === 'type' && { type: value }) },
            b: { [key]: value },
          },
          [key]: value,
        };
        const { report } = importMachine(source);
        if (report.format !== null) expect(report.lines.map(({ path }) => path)).toEqual(keysIn(source));
      }
  });
});

describe.each(definitions)('our own export of %s', (_name, definition) => {
  it('gives the same definition again', () => {
    const json = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f]../g, ''));
    const source = json(toXStateConfig(definition));
    const { definition: back, report } = importMachine(source);
    expect(back).toEqual(json(definition));
    expect(checkExpressions(back as unknown as Definition)).toEqual(
      checkExpressions(json(definition) as Definition),
    );
    expect(report.lines.filter(({ outcome }) => outcome === 'left')).toEqual([]);
  });
});

test('docs/import.md lists every line and every problem of an import', () => {
  const document = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
  const listed = [...document.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
  expect(listed.sort()).toEqual([...Object.keys(LINE_TEXTS), ...Object.keys(IMPORT_TEXTS)].sort());
});

describe('the roles of a workflow of DIGIT', () => {
  const step = (state: string, action: string, nextState: string, roles: string[]) => ({
    state,
    isStartState: state === 'A',
    actions: [{ action, nextState, roles }],
  });
  const digit = {
    businessService: 'PGR',
    states: [
      step('A', 'ASSIGN', 'B', ['GRO', 'DGRO']),
      step('B', 'ASSIGN', 'C', ['DGRO', 'LME']),
      { state: 'C', isTerminateState: true, actions: null },
    ],
  };
  const lineOf = (path: string, options = {}) =>
    importMachine(digit, options).report.lines.find((line) => line.path === path);

  it('are listed with what they may send', () => {
    expect(importMachine(digit).report.roles).toEqual([
      { name: 'GRO', events: ['ASSIGN'] },
      { name: 'DGRO', events: ['ASSIGN'] },
      { name: 'LME', events: ['ASSIGN'] },
    ]);
    expect(importMachine(digit).definition).toMatchObject({ events: { ASSIGN: { roles: ['caseworker'] } } });
    expect(lineOf('/states/0/actions/0/roles')).toMatchObject({ code: 'digitRoles' });
  });

  it('are the roles of the house that were chosen for them, and new ones that the draft declares', () => {
    const lawyer = { title: { da: 'Jurist' }, rights: 'caseworker' } as const;
    const roles: RoleChoice[] = [
      { name: 'GRO', key: 'teamLeader', rights: 'teamLeader' },
      { name: 'DGRO', key: 'lawyer', ...lawyer },
      { name: 'LME', rights: 'caseworker' },
      { name: 'NOBODY', rights: 'auditor' },
    ];
    const { definition, report } = importMachine(digit, { roles });
    expect(definition).toMatchObject({
      roles: { lawyer, LME: { title: { da: 'LME' }, rights: 'caseworker' } },
      events: { ASSIGN: { roles: ['teamLeader', 'lawyer', 'LME'] } },
    });
    expect(report.problems).toEqual([]);
    expect(lineOf('/states/0/actions/0/roles', { roles })).toMatchObject({
      code: 'digitRolesChosen',
      message: { da: 'Rollerne GRO, DGRO er her: teamLeader, lawyer.' },
    });
  });

  it('of which one is not chosen leave it to the caseworker, and say so', () => {
    const roles: RoleChoice[] = [{ name: 'GRO', key: 'teamLeader', rights: 'teamLeader' }];
    expect(importMachine(digit, { roles }).definition).toMatchObject({
      events: { ASSIGN: { roles: ['teamLeader', 'caseworker'] } },
    });
    expect(lineOf('/states/0/actions/0/roles', { roles })).toMatchObject({ code: 'digitRoles' });
  });
});
