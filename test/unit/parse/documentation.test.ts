import { readFileSync } from 'node:fs';
import { BUNDLE_TEXTS } from '../../../src/machines/bundle.js';
import { PROBLEM_TEXTS } from '../../../src/machines/parse/problem-texts.js';
import { definitionSchema } from '../../../src/machines/parse/schema/definition.js';

const document = readFileSync(new URL('../../../docs/definition-format.md', import.meta.url), 'utf8');

describe('docs/definition-format.md', () => {
  it.each([
    ['the document', PROBLEM_TEXTS],
    ['a bundle', BUNDLE_TEXTS],
  ])('lists every problem that reading %s can find, and no other', (what, texts) => {
    const table = document.split(`### From reading ${what}\n`)[1]?.split(/^##/m)[0] ?? '';
    const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual(Object.keys(texts).sort());
  });

  it('explains every key that an author can write', () => {
    const keys = Object.values(definitionSchema.$defs ?? {}).flatMap(({ properties }) =>
      Object.keys(properties ?? {}),
    );
    const unexplained = keys.filter(
      (key) => !document.includes(`\`${key}\``) && !document.includes(`"${key}"`),
    );
    expect(unexplained).toEqual([]);
  });

  it('shows JSON that can be read', () => {
    const examples = [...document.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text.trim());
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) {
      const whole = example.startsWith('{') ? example : `{${example}}`;
      expect(() => JSON.parse(whole) as unknown).not.toThrow();
    }
  });
});
