import { AppError } from '../errors.js';
import type { Length } from './definition.js';

/** ISO 8601 with hours and minutes only, each 9999 at most: `PT30M`, `PT12H`, `-PT1H30M`. Never together with days: no day is a number of hours. */
export const HOURS = 'PT(?=\\d)(\\d{1,4}H)?(\\d{1,4}M)?';
const LITERAL = /^(-?)PT(?=\d)(?:(\d{1,4})H)?(?:(\d{1,4})M)?$/;

const MINUTE_MS = 60_000;

/** True for `PT30M`, `-PT1H`; false for lengths of days. */
export function isHours(length: unknown): length is Length {
  return typeof length === 'string' && LITERAL.test(length);
}

/** A length of hours in milliseconds, negative when it leads back. Throws `invalidLength` for anything else. */
export function msOfHours(length: Length): number {
  const match = LITERAL.exec(length);
  if (!match) throw new AppError('invalidLength', { value: length });
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  // `|| 0` turns -0 into 0.
  return (match[1] === '-' ? -minutes : minutes) * MINUTE_MS || 0;
}

/** The length of so many milliseconds, to the second: `PT1H29M30S`. */
export function hoursOfMs(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return `${ms < 0 ? '-' : ''}PT${words.join('') || '0M'}`;
}
