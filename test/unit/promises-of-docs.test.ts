import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The rows of the table under a heading, without the head. */
function rowsUnder(heading: string, text: string): string[] {
  const section = text.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
}

describe.each([
  ['docs/privacy.md', 'What holds, and what shows it'],
  ['docs/security.md', 'Threat model'],
])('%s', (file, heading) => {
  it('says nothing that no test shows: each statement names those that do, and they are there', () => {
    const rows = rowsUnder(heading, read(file));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const named = row.split('|').at(-2)!.trim().split(', ');
      for (const each of named) expect(each).toMatch(/^`test\/\S+\.test\.ts`$/);
      for (const each of named) expect(read(each.slice(1, -1))).toMatch(/\b(it|test)(\.each)?\(/);
    }
  });
});
