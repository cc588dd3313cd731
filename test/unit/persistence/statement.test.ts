import { describe, expect, test } from '@jest/globals';
import { sql } from '../../../src/persistence/statement.js';

describe('the name of a prepared statement', () => {
  test('is what it was called, up to what PostgreSQL keeps of a name', () => {
    const name = 'a'.repeat(63);
    expect(sql(name, 'select 1')).toEqual({ name, text: 'select 1' });
  });

  test('that is longer is cut and stays unlike every other', () => {
    const names = ['one', 'two', ''].map((end) => sql(`${'write-'.repeat(12)}${end}`, 'select 1').name);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
  });

  test('is the same for the same statement on every node', () => {
    const name = 'x'.repeat(80);
    expect(sql(name, 'select 1')).toEqual(sql(name, 'select 1'));
  });
});
