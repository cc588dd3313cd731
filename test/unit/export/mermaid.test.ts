import { toMermaid } from '../../../src/machines/export/mermaid.js';
import { statePaths } from '../../../src/machines/state-tree.js';
import { definitionOf, plainEvents } from '../../support/definition.js';
import { definitions, everything } from './fixture.js';

const STATE = /^ *state "([^"]*)" as (\w+)( \{)?$/;
const ARROW = /^ *(\[\*\]|\w+) --> (\[\*\]|\w+)(?:: (.+))?$/;
const SAFE = /^[\p{L}\p{M}\p{N} .,()/§“”»«–!?✓⏱…#;]*$/u;

describe.each(definitions)('the Mermaid diagram of %s', (_name, definition) => {
  const lines = toMermaid(definition, 'da').trimEnd().split('\n');

  test('begins with its kind, and every other line is a state, an arrow, a border or an end', () => {
    expect(lines[0]).toBe('stateDiagram-v2');
    const odd = lines
      .slice(1)
      .filter((line) => !STATE.test(line) && !ARROW.test(line) && !/^ *(--|\})$/.test(line));
    expect(odd).toEqual([]);
  });

  test('draws every state once, and arrows only between states that it draws', () => {
    const ids = lines.flatMap((line) => STATE.exec(line)?.[2] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(statePaths(definition.machine).length);
    const ends = lines.flatMap((line) => ARROW.exec(line)?.slice(1, 3) ?? []);
    expect(ends.filter((id) => id !== '[*]' && !ids.includes(id))).toEqual([]);
  });

  test('opens and closes as many boxes', () => {
    const [opened, closed] = ['{', '}'].map((end) => lines.filter((line) => line.endsWith(end)).length);
    expect(opened).toBe(closed);
  });

  test('writes titles and conditions so that nothing in them is read as syntax', () => {
    const texts = lines.flatMap((line) => [STATE.exec(line)?.[1] ?? '', ARROW.exec(line)?.[3] ?? '']);
    expect(texts.filter((text) => !SAFE.test(text))).toEqual([]);
    expect(texts.filter((text) => /#(?!\d+;)/.test(text))).toEqual([]);
  });
});

describe('a Mermaid diagram', () => {
  const small = definitionOf({
    title: { da: 'Sag', en: 'Case' },
    events: { ...plainEvents('GO'), OUT: { title: { da: 'Ud: "nu"', en: 'Out' }, roles: [] } },
    delays: { soon: { title: { da: 'Snart' }, due: 'today' } },
    machine: {
      initial: 'both',
      states: {
        both: {
          type: 'parallel',
          meta: { title: { da: 'Begge', en: 'Both' } },
          states: {
            left: {
              initial: 'a',
              states: { a: { on: { OUT: 'b', GO: [{ guard: 'facts.x > 1' }] } }, b: { type: 'final' } },
            },
            right: { after: { soon: 'right' } },
          },
          onDone: 'end',
        },
        end: { type: 'final' },
      },
    },
  });

  test('shows regions, the first and the last, titles and conditions', () => {
    expect(toMermaid(small, 'da')).toBe(`stateDiagram-v2
  [*] --> both_1
  state "Begge" as both_1 {
    state "left" as left_2 {
      [*] --> a_3
      state "a" as a_3
      a_3 --> b_4: Ud#58; #34;nu#34;
      a_3 --> a_3: GO #91;facts.x #62; 1#93;
      state "b" as b_4
      b_4 --> [*]
    }
    --
    state "right" as right_5
    right_5 --> right_5: ⏱ Snart
  }
  both_1 --> end_6: ✓
  state "end" as end_6
  end_6 --> [*]
`);
  });

  test('speaks the language that is asked for', () => {
    expect(toMermaid(small, 'en')).toContain('a_3 --> b_4: Out\n');
    expect(toMermaid(small, 'en')).toContain('state "Both" as both_1');
  });

  test('draws arrows between boxes last, outside them', () => {
    const lines = toMermaid(everything, 'da').trimEnd().split('\n');
    const last = lines.findLastIndex((line) => line.endsWith('}'));
    expect(
      lines.slice(last + 1).filter((line) => line.startsWith('  ended') || line.includes('[*]')),
    ).not.toEqual([]);
  });

  test('draws the case type itself when it has transitions of its own', () => {
    const root = { ...small, machine: { ...small.machine, on: { OUT: '.end', GO: { actions: [] } } } };
    const text = toMermaid(root, 'en');
    expect(text).toContain('  state "Case" as case_0 {\n');
    expect(text).toContain('  case_0 --> end_6: Out\n  case_0 --> case_0: GO\n');
  });
});
