import { AppError } from '../../errors.js';

/** What many people take for a password, in small letters: the words of the usual lists, and those of a Danish town hall. */
const COMMON =
  `password passwort adgangskode kodeord hemmelig hemmelighed sagsgang kommune kommunen velkommen welcome letmein
  administrator admin login master secret changeme default football baseball superman batman princess sunshine dragon monkey shadow
  iloveyou trustno1 danmark denmark københavn kobenhavn copenhagen aarhus odense aalborg sommer summer vinter winter efterår efteraar foråret
  foraar januar februar marts april maj juni juli august september oktober november december mandag tirsdag onsdag torsdag fredag lørdag søndag
  fodbold brøndby chokolade solskin hejmeddig abc qwerty qwertz asdf test temp passw0rd p@ssword p@ssw0rd skiftmig kodeordet`
    .split(/\s+/)
    // The longest first, so that no shorter one leaves half a word behind.
    .sort((a, b) => b.length - a.length);

const ROWS = ['abcdefghijklmnopqrstuvwxyzæøå', 'qwertyuiopå', 'asdfghjklæø', 'zxcvbnm', '1234567890'];
/** Of what remains once words, names, rows of keys and repetitions are taken away. */
const LEAST_LEFT = 5;

/**
 * Whether a password can be guessed by anybody with a list: common words, years and digits, rows of the keyboard, one piece again and again,
 * or the names of the one who has it.
 */
export function isTrivial(password: string, names: readonly string[]): boolean {
  const text = password.toLowerCase();
  const own = names
    .flatMap((name) => name.toLowerCase().split(/[\s._@-]+/))
    .filter((name) => name.length > 2);
  let left = text;
  for (const word of [...own, ...COMMON]) left = left.replaceAll(word, '');
  left = withoutRuns(left).replace(/[\d\s\p{P}\p{S}]/gu, '');
  return isRepeated(text) || left.length < LEAST_LEFT || new Set(left).size < LEAST_LEFT;
}

/** Throws `trivialPassword`. */
export function refuseTrivial(
  password: string,
  { username, name }: { username: string; name: string },
): void {
  if (isTrivial(password, [username, name])) throw new AppError('trivialPassword');
}

/** `abcabcabcabc`, `aaaaaaaaaaaa`: one piece of at most half the length, again and again. */
function isRepeated(text: string): boolean {
  return /^(.{1,8}?)\1+.{0,3}$/su.test(text) && new Set(text).size < LEAST_LEFT * 2;
}

/** Takes away four or more neighbours of a row of keys or of the alphabet, forwards and backwards. */
function withoutRuns(text: string): string {
  let left = text;
  for (const row of ROWS.flatMap((keys) => [keys, [...keys].reverse().join('')]))
    for (let length = row.length; length >= 4; length -= 1)
      for (let at = 0; at + length <= row.length; at += 1)
        left = left.replaceAll(row.slice(at, at + length), '');
  return left;
}
