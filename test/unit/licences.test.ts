import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { listLicences, type Lock } from '../../deploy/licences.mjs';

/** Licences under which the product may be given on. */
const FREE =
  /^(0BSD|\(ISC AND CC-BY-3\.0\)|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|EPL-2\.0 OR GPL-3\.0-or-later|ISC|MIT|OFL-1\.1|PostgreSQL|Python-2\.0|Unlicense)$/;

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('the packages that go into the product', () => {
  const lock = JSON.parse(read('package-lock.json')) as Lock;

  it('are all free software, each with its licence', () => {
    const listed = listLicences(lock);
    expect(listed.length).toBeGreaterThan(100);
    expect(listed.filter(({ license }) => !FREE.test(license))).toEqual([]);
  });

  it('are those that are named as such, and none that only development needs', () => {
    const names = listLicences(lock).map(({ name }) => name);
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    expect(Object.keys(dependencies!).filter((name) => !names.includes(name))).toEqual([]);
    expect(names).not.toContain('jest');
    expect(Object.keys(devDependencies!)).toContain('jest');
  });
});
