import { toChart } from '../../../src/machines/statechart/chart.js';
import { placeChart } from '../../../src/machines/statechart/place.js';
import { drawingFaults } from '../../support/drawing-faults.js';
import { estimateWidth, wrapText } from '../../../src/machines/statechart/text-size.js';
import { runElk } from '../../../src/modules/layouts/run-elk.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const title = (da: string, en: string) => ({ meta: { title: { da, en } } });

const errand = definitionOf({
  title: { da: 'Ærinde', en: 'Errand' },
  events: {
    ASK: { title: { da: 'Spørg', en: 'Ask' }, roles: [] },
    NOTE: { title: { da: 'Notér', en: 'Note' }, roles: [] },
  },
  deadlines: { answerBy: { title: { da: 'Svar senest', en: 'Answer by' }, kind: 'internal' } },
  tasks: { CALL: { title: { da: 'Ring om {facts.x}', en: 'Call' }, role: 'caseworker', events: ['ASK'] } },
  machine: {
    initial: 'open',
    on: { NOTE: '.open' },
    states: {
      open: {
        ...title('Åben', 'Open'),
        type: 'parallel',
        states: {
          main: {
            initial: 'asking',
            states: {
              asking: {
                meta: { title: { da: 'Spørger', en: 'Asking' }, tasks: ['CALL'], deadlines: ['answerBy'] },
                on: {
                  ASK: [
                    { guard: 'facts.x', target: 'waiting' },
                    { guard: 'facts.y', target: 'waiting' },
                  ],
                  NOTE: { actions: [] },
                },
                after: { answerBy: 'waiting', later: 'waiting' },
                invoke: { src: 'question', id: 'question', onDone: 'waiting' },
              },
              waiting: { always: { guard: 'facts.z', target: 'asking' } },
              back: { type: 'history' },
            },
            onDone: { target: '.asking' },
          },
          watch: {},
        },
        on: { ASK: 'done', NOTE: '.main' },
      },
      done: { type: 'final' },
    },
  },
});

const chart = toChart(errand, 'da');
const state = (path: string) => chart.states.find((each) => each.path === path)!;
const arrow = (id: string) => chart.arrows.find((each) => each.id === id)!;

describe('the chart of a definition', () => {
  it('has the states in the order of the definition, by their titles in the language asked for', () => {
    expect(chart.title).toBe('Ærinde');
    expect(chart.states.map(({ path }) => path)).toEqual([
      'open',
      'open.main',
      'open.main.asking',
      'open.main.waiting',
      'open.main.back',
      'open.watch',
      'done',
    ]);
    expect(state('open.main.asking').title).toBe('Spørger');
    expect(state('open.watch').title).toBe('watch');
    expect(toChart(errand, 'en').states[2]!.title).toBe('Asking');
  });

  it('tells regions, groups, ends and beginnings apart', () => {
    expect(chart.states.map(({ kind }) => kind)).toEqual([
      'parallel',
      'group',
      'state',
      'state',
      'history',
      'state',
      'final',
    ]);
    expect(chart.states.filter(({ region }) => region).map(({ path }) => path)).toEqual([
      'open.main',
      'open.watch',
    ]);
    expect(chart.states.filter(({ initial }) => initial).map(({ path }) => path)).toEqual([
      'open',
      'open.main.asking',
    ]);
  });

  it('says what is open in a state, and what happens there without leaving it', () => {
    expect(state('open.main.asking')).toMatchObject({ tasks: ['Ring om …'], deadlines: ['Svar senest'] });
    expect(state('open.main.asking').stays).toEqual([
      { kind: 'on', name: 'NOTE', title: 'Notér', guarded: false },
    ]);
  });

  it('makes one arrow of all that leads from one state to another', () => {
    expect(arrow('open.main.asking→open.main.waiting')).toMatchObject({
      backward: false,
      triggers: [
        { kind: 'on', title: 'Spørg', guarded: true },
        { kind: 'after', title: 'Svar senest', guarded: false },
        { kind: 'after', title: 'later', guarded: false },
        { kind: 'childDone', title: 'Undersagen er slut', guarded: false },
      ],
    });
    expect(arrow('open.main.waiting→open.main.asking')).toMatchObject({
      backward: true,
      triggers: [{ kind: 'always', title: 'Af sig selv', guarded: true }],
    });
    expect(arrow('open.main→open.main.asking').triggers[0]!.title).toBe('Når alt heri er slut');
  });

  it('names the crowd of an arrow by its first triggers and the number of the others', async () => {
    for (const [language, more] of [
      ['da', '+ 2 andre'],
      ['en', '+ 2 more'],
    ] as const) {
      const { arrows } = await placeChart(toChart(errand, language), estimateWidth, runElk);
      const crowded = arrows.find(({ id }) => id === 'open.main.asking→open.main.waiting')!;
      expect(crowded.label.parts.map(({ kind }) => kind)).toEqual(['on', 'after', 'more']);
      expect(crowded.label.parts.at(-1)!.lines).toEqual([more]);
    }
  });
});

describe('placing a chart', () => {
  it('places every state and every arrow, and marks where each group begins', async () => {
    const layout = await placeChart(chart, estimateWidth, runElk);
    expect(layout.arrows.map(({ id }) => id)).toEqual(chart.arrows.map(({ id }) => id));
    expect(layout.arrows.filter(({ points }) => points.length === 0).map(({ id }) => id)).toEqual(['→open']);
    expect(layout.states.every(({ width, height }) => width > 0 && height > 0)).toBe(true);
    expect(layout.starts.map(({ group }) => group)).toEqual(['', 'open.main']);
    expect(layout.states.find(({ kind }) => kind === 'history')!.lines).toEqual(['H']);
  });

  it('counts what makes a drawing hard to read', async () => {
    const layout = await placeChart(chart, estimateWidth, runElk);
    const box = { x: 10, y: 10, width: 40, height: 20 };
    const label = { ...box, parts: [] };
    const line = (id: string, points: { x: number; y: number }[]) => ({
      ...layout.arrows[0]!,
      id,
      from: 'a',
      to: 'b',
      points,
      label,
    });
    const faults = drawingFaults({
      ...layout,
      states: [{ ...layout.states[2]!, ...box }],
      arrows: [
        line('level', [
          { x: 0, y: 20 },
          { x: 100, y: 20 },
        ]),
        line('upright', [
          { x: 80, y: 0 },
          { x: 80, y: 60 },
        ]),
      ],
    });
    expect(faults).toEqual({ crossings: 1, labelOverlaps: 3, arrowsThroughBoxes: 1 });
  });
});

describe('a text on a chart', () => {
  it('is broken between words into lines of about the same width', () => {
    expect(wrapText('Forældremyndigheden er ændret', 150, estimateWidth)).toEqual([
      'Forældremyndigheden',
      'er ændret',
    ]);
    expect(wrapText('Sag', 150, estimateWidth)).toEqual(['Sag']);
  });

  it('keeps a word that is wider than the line whole', () => {
    expect(wrapText('Specialrådgivningsvirksomhedsaftale nu', 60, estimateWidth)[0]).toBe(
      'Specialrådgivningsvirksomhedsaftale',
    );
  });
});

describe('an arrow across the border of a parallel state', () => {
  const definition = definitionOf({
    events: plainEvents('OUT', 'OVER', 'INTO', 'ALONE'),
    machine: {
      initial: 'both',
      states: {
        both: {
          type: 'parallel',
          states: {
            p: {
              initial: 'a',
              states: {
                a: {
                  meta: { title: { da: 'Venter', en: 'Waits' } },
                  on: { OUT: '#example.aside', OVER: { target: '#example.both.q.b', reenter: true } },
                },
              },
            },
            q: { initial: 'b', states: { b: {} } },
            r: { on: { ALONE: { target: 'r', reenter: true } } },
          },
        },
        aside: { on: { INTO: 'both.q.b' } },
      },
    },
  });

  it('begins and ends at it, and says where within', async () => {
    const { arrows } = await placeChart(toChart(definition, 'da'), estimateWidth, runElk);
    const told = arrows.map(({ id, points, label }) => [
      id,
      points.length > 0,
      label.parts.flatMap(({ kind, lines }) => (kind === 'more' ? lines : [])),
    ]);
    expect(told).toEqual([
      ['both.p.a→aside', true, ['fra: Venter']],
      ['both.p.a→both.q.b', true, ['fra: Venter', 'til: b']],
      ['both.r→both.r', true, ['fra: r', 'til: r']],
      ['aside→both.q.b', true, ['til: b']],
    ]);
  });
});
