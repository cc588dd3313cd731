import { HOURS, isHours } from '../hours.js';

/** ISO 8601 with calendar units only; no length is longer than the 9999 of its unit. */
const UNITS = 'P(?=\\d)(\\d{1,4}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,4}D)?';
/** A length of days or of hours, or a parameter that holds one. */
export const LENGTH = `^(-?${UNITS}|-?${HOURS}|parameters\\.[A-Za-z][A-Za-z0-9_]*)$`;
/** A length of days that leads forward: something repeats after it. */
export const PERIOD = `^${UNITS}$`;

const LITERAL = new RegExp(`^-?${UNITS}$`);
const PARAMETER = /^parameters\.([A-Za-z][A-Za-z0-9_]*)$/;

/** True for `P12W`, `-P2D`, `P1Y6M`; false for lengths of hours. */
export function isLength(text: string): boolean {
  return LITERAL.test(text);
}

/** True for a length of days or of hours (`PT30M`). */
export function isAnyLength(text: string): boolean {
  return isLength(text) || isHours(text);
}

/** True for what would be a length, were days and hours not mixed: `P1DT12H`. */
export function isMixedLength(text: string): boolean {
  return /^-?P(\d+[YMWD])+T(\d+[HMS])+$/.test(text);
}

/** True for a length after which a repetition comes later than what it repeats: not negative, not zero. */
export function isPeriod(text: string): boolean {
  return isLength(text) && !text.startsWith('-') && /[1-9]/.test(text);
}

/** The name of the parameter in `parameters.x`. */
export function parameterOf(text: string): string | undefined {
  return PARAMETER.exec(text)?.[1];
}
