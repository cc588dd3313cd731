import {
  parseDefinition,
  unreachedIn,
  verify,
  type Problem,
  type StateNode,
} from '../../../src/machines/index.js';
import { example } from '../verify/machines.js';

const lost = (problems: Problem[]): string[] =>
  problems.flatMap(({ code, path }) => (code === 'unreachableState' ? [path] : []));

const machine = (more: Record<string, StateNode> = {}): StateNode => ({
  initial: 'a',
  states: {
    a: { on: { GO: 'end' } },
    lost: { initial: 'inner', on: { GO: 'end' }, states: { inner: {} } },
    end: { type: 'final' },
    ...more,
  },
});

/** The problems of the document when its title is missing, too. */
const refused = (of: StateNode): Problem[] => {
  const { title: _title, ...document } = example({ machine: of });
  const parsed = parseDefinition(document, {});
  return parsed.ok ? [] : [...parsed.problems, ...unreachedIn(document, {})];
};

describe('a state that nobody reaches', () => {
  test('is told in the first round, beside what keeps the document from being read', () => {
    const problems = refused(machine());
    expect(problems.length).toBeGreaterThan(1);
    expect(lost(problems)).toEqual(['/machine/states/lost']);
    expect(problems.find(({ code }) => code === 'unreachableState')!.message.en).toContain('“lost”');
  });

  test('is told beside expressions that are wrong', () => {
    const of = machine({ a: { on: { GO: { guard: 'facts.nothing', target: 'end' } } } });
    const { problems } = verify(example({ machine: of }));
    expect(problems.map(({ code }) => code)).toContain('unknownName');
    expect(lost(problems)).toEqual(['/machine/states/lost']);
  });

  test.each<[string, StateNode]>([
    [
      'a name leads nowhere that may be meant for it',
      machine({ b: { on: { GO: 'lots' } }, a: { always: 'b' } }),
    ],
    ['a transition leads into it', machine({ a: { on: { GO: '#example.lost.inner', AWAY: 'end' } } })],
    [
      'it is a region',
      machine({
        a: { on: { GO: 'lost', AWAY: 'end' } },
        lost: { type: 'parallel', states: { p: {}, q: {} } },
      }),
    ],
    [
      'a history state begins in it',
      machine({
        a: { on: { GO: 'lost.back', END: 'end' } },
        lost: { initial: 'x', states: { x: {}, y: {}, back: { type: 'history', target: 'y' } } },
      }),
    ],
  ])('is none where %s', (_why, of) => {
    expect(lost(refused(of))).toEqual([]);
  });

  test('is told once where nothing else is wrong', () => {
    expect(lost(verify(example({ machine: machine() })).problems)).toEqual(['/machine/states/lost']);
  });
});
