import { describe, expect, it } from '@jest/globals';
import { isTrivial } from '../../src/modules/auth/trivial-password.js';

const NAMES = ['mette.holm', 'Mette Holm'];

describe('a password', () => {
  it.each([
    'password1234',
    'Adgangskode1!',
    'Sommer2026!!',
    'sagsgangsagsgang',
    'qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    '0987654321qwerty',
    'P@ssw0rd2026',
    'Velkommen123!',
    'MetteHolm2026',
    'holm-mette-12',
    'Marts2026Marts2026',
    '            ',
  ])('%j is trivial', (password) => {
    expect(isTrivial(password, NAMES)).toBe(true);
  });

  it.each([
    'en lang og glat vej',
    'korrekt hest batteri',
    'Xk7!vQz2-pLw',
    'min kat spiser rugbrød',
    'sne i juli er sjældent',
  ])('%j is not', (password) => {
    expect(isTrivial(password, NAMES)).toBe(false);
  });
});
