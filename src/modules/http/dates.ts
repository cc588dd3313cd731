import { ValidateBy, buildMessage, type ValidationOptions } from 'class-validator';
import { isInstant } from '../../machines/instants.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day that exists, `2026-02-28`. */
export const IsLocalDate = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isLocalDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDay(value),
        defaultMessage: buildMessage((prefix) => `${prefix}$property must be a date like 2026-02-28`),
      },
    },
    options,
  );

/** A moment with its offset, `2026-02-28T08:00:00+01:00`. Use `toInstant` to store it. */
export const IsMoment = () =>
  ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isMoment(value),
      defaultMessage: buildMessage(
        (prefix) => `${prefix}$property must be a moment like 2026-02-28T08:00:00+01:00`,
      ),
    },
  });

/** True for what `toInstant` reads: a day that exists, a time and an offset, of the years 0001–9999 in UTC too. */
export function isMoment(text: string): boolean {
  if (!INSTANT.test(text) || !isDay(text.slice(0, 10))) return false;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return false;
  const instant = moment.toISOString();
  return isInstant(instant) && !instant.startsWith('0000');
}

/** `Date` moves 30 February on to March; we do not. There is no year 0000. */
function isDay(text: string): boolean {
  return (
    DATE.test(text) &&
    !text.startsWith('0000') &&
    new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
  );
}

/** UTC with milliseconds, so that text order is time order. */
export function toInstant(moment: string): string {
  return new Date(moment).toISOString();
}
