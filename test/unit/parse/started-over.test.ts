import type { StateNode } from '../../../src/machines/definition.js';
import { diff } from '../../../src/machines/diff.js';
import { toMermaid } from '../../../src/machines/export/mermaid.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { regionsStartedOver } from '../../../src/machines/started-over.js';
import { toChart } from '../../../src/machines/statechart/chart.js';
import { definitionOf, plainEvents, Walk } from '../../support/definition.js';
import { foundInMachine } from './sources.js';

/** Two regions, of which the second holds two more, beside a state before and one after. */
const machine = (): StateNode => ({
  initial: 'before',
  states: {
    before: { on: { GO: 'both' } },
    both: {
      type: 'parallel',
      states: {
        one: { initial: 'a', states: { a: {}, b: {}, back: { type: 'history', history: 'deep' } } },
        two: {
          initial: 'c',
          states: {
            c: {},
            deep: {
              type: 'parallel',
              states: { left: { initial: 'd', states: { d: {}, e: {} } }, right: {} },
            },
          },
        },
        all: { type: 'history', history: 'deep' },
      },
    },
    done: { type: 'final' },
  },
});
const over = (source: string, target: string, reenter = false) =>
  regionsStartedOver(machine(), source, { target, reenter });

describe('regions start over', () => {
  it.each<[string, string, string[]]>([
    ['both', '.one.b', ['both.two']],
    ['both', '.one', ['both.two']],
    ['both', '.one.back', ['both.two']],
    ['both', '.two.deep.left.e', ['both.one', 'both.two.deep.right']],
    ['', '.both.one.b', ['both.two']],
    ['both.one.a', '#x.both.two', ['both.one']],
    ['both.one', 'two.c', ['both.one']],
    ['both.one.a', '#x.both.one', ['both.two']],
    ['both.one.a', '#x.both.two.deep.left.e', ['both.one', 'both.two.deep.right']],
    ['both.two', '.deep.left.e', ['both.two.deep.right']],
    ['both.two.deep', '.left', ['both.two.deep.right']],
    ['both.two.deep.left.d', '#x.both.one.b', ['both.two']],
  ])('on a way from “%s” to %s', (source, target, expected) => {
    expect(over(source, target)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['before', 'both.one.b'],
    ['both', 'both'],
    ['both', '.all'],
    ['both.one.a', 'b'],
    ['both.one', '.b'],
    ['both.one', 'one'],
    ['both.one.a', 'back'],
    ['both.one.a', '#x.done'],
    ['both.one.a', '#x.both'],
    ['both.two.deep.left.d', '#x.both.two.c'],
  ])('not on a way from %s to %s', (source, target) => {
    expect(over(source, target)).toEqual([]);
  });

  it('also when a region is to begin anew by itself, for XState leaves the others with it', () => {
    expect(over('both.one', 'one', true)).toEqual(['both.two']);
  });
});

describe('a transition that makes regions start over', () => {
  const regions = (a: object, more: object = {}): unknown => ({
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        states: {
          p: { initial: 'a', states: { a, end: { type: 'final' } } },
          q: { initial: 'b', states: { b: {}, c: {} } },
        },
        ...more,
      },
      done: { type: 'final' },
    },
  });

  it.each<[string, unknown, string]>([
    ['an event', regions({ on: { A: '#libraryCard.open.q.c' } }), '/p/states/a/on/A'],
    [
      'a moment',
      regions({ after: { soon: { target: '#libraryCard.open.q' } } }),
      '/p/states/a/after/soon/target',
    ],
    [
      'a condition',
      regions({ always: [{ guard: 'false', target: '#libraryCard.open.q' }] }),
      '/p/states/a/always/0/target',
    ],
    [
      'the end of a child',
      regions({ invoke: { src: 'x', id: 'x', onDone: '#libraryCard.open.q.c' } }),
      '/p/states/a/invoke/onDone',
    ],
  ])('is a problem, for %s', (_what, source, at) => {
    expect(foundInMachine(source)).toEqual([`regionsStartOver /machine/states/open/states${at}`]);
  });

  it('is a problem where a region is done', () => {
    const source = regions({}) as StateNode;
    source.states!['open']!.states!['p']!.onDone = 'q.c';
    expect(foundInMachine(source)).toEqual(['regionsStartOver /machine/states/open/states/p/onDone']);
  });

  it('is one with the names of the regions and the way out, until its author says that it is meant', () => {
    const fault = (target: unknown) => {
      const definition = definitionOf({
        ...plain,
        machine: regions({}, { on: { URGENT: target } }) as StateNode,
      });
      return parseDefinition(definition, {});
    };
    expect(fault('.q.c')).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'regionsStartOver',
          path: '/machine/states/open/on/URGENT',
          details: { regions: ['open.p'], region: 'open.q' },
          message: { en: expect.stringContaining('Put the transition into open.q itself') },
        },
      ],
    });
    expect(fault({ target: '.q.c', reenter: true })).toMatchObject({ ok: true });
  });

  const plain = { events: plainEvents('URGENT'), ends: { done: [] } };
  const confirmed = (target: object) =>
    definitionOf({
      ...plain,
      machine: {
        initial: 'open',
        states: {
          open: {
            type: 'parallel',
            on: { URGENT: target },
            states: {
              main: { meta: { title: { da: 'Sag', en: 'Matter' } }, initial: 'a', states: { a: {}, b: {} } },
              urgency: { initial: 'calm', states: { calm: {}, urgent: {} } },
            },
          },
        },
      },
    });
  const meant = confirmed({ target: '.urgency.urgent', reenter: true });

  it('is drawn as one', () => {
    const [arrow] = toChart(meant, 'da').arrows;
    expect(arrow?.triggers[0]).toMatchObject({ name: 'URGENT', startsOver: ['Sag'] });
    expect(toMermaid(meant, 'en')).toContain('(starts over#58; Matter)');
  });

  it('is told where versions are compared', () => {
    const sentences = diff(confirmed({}), meant).changes.map(({ sentence }) => sentence.da);
    expect(sentences).toContainEqual(expect.stringContaining('lader nu “Sag” begynde forfra.'));
  });

  it('does on the engine what it says', () => {
    const walk = Walk.open(meant).send('URGENT');
    expect(walk.accepted.snapshot.value).toEqual({ open: { main: 'a', urgency: 'urgent' } });
  });
});
