import { readFileSync } from 'node:fs';
import { ERRORS } from '../../src/error-table.js';
import { AppError, type ErrorCode } from '../../src/errors.js';

describe('docs/errors.md', () => {
  const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` +\| (\d{3}) +\| (.+?) +\| (.+?) +\|$/gm)];

  it('explains every code, once, with its status', () => {
    const documented = rows.map(([, code, status]) => `${code} ${status}`);
    const known = Object.entries(ERRORS).map(([code, { status }]) => `${code} ${status}`);
    expect(documented.sort()).toEqual(known.sort());
  });

  it('says what each means and what to do', () => {
    for (const [, , , meaning, remedy] of rows) {
      expect(meaning!.length).toBeGreaterThan(10);
      expect(remedy!.length).toBeGreaterThan(4);
    }
  });
});

describe('the table of errors', () => {
  it('has a sentence in both languages for each', () => {
    for (const { da, en } of Object.values(ERRORS)) {
      expect(da).toMatch(/\.$/);
      expect(en).toMatch(/\.$/);
      expect(da).not.toBe(en);
    }
  });

  it('gives each error its status', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      expect(new AppError(code).status).toBe(ERRORS[code].status);
    }
  });
});
