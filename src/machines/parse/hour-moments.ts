import { isHours } from '../hours.js';
import { get, pointer, textOf } from './json.js';
import { parameterOf } from './lengths.js';
import type { Scope } from './scope.js';

const LEAVE_OUT = { da: 'Udelad den.', en: 'Leave it out.' };
const COUNT_OFFICE_HOURS = {
  da: 'Udelad den, eller lad “counting” være “officeHours”, så tiden kun udløber i åbningstiden.',
  en: 'Leave it out, or let “counting” be “officeHours”, so that the time runs out only while the office is open.',
};

/** What belongs to days: the key, the values that say nothing and may stay, and the way out. */
const OF_DAYS: [key: string, harmless: readonly unknown[], wayOut: { da: string; en: string }][] = [
  [
    'counting',
    ['calendar', 'officeHours'],
    {
      da: 'Skriv “officeHours” for at tælle åbningstid, eller udelad den for at tælle efter uret.',
      en: 'Write “officeHours” to count the hours in which the office is open, or leave it out to count by the clock.',
    },
  ],
  ['roll', ['none'], COUNT_OFFICE_HOURS],
  ['days', [], COUNT_OFFICE_HOURS],
  ['at', [], LEAVE_OUT],
  ['target', ['nominal'], LEAVE_OUT],
  ['latestSendDay', [false], LEAVE_OUT],
  [
    'extendable',
    [false],
    {
      da: 'En forlængelse giver en ny dag. Lad i stedet en hændelse ændre det, som “anchor” læser.',
      en: 'An extension gives another day. Let an event change what “anchor” reads instead.',
    },
  ],
];

/** Days and hours are counted apart: what a moment says of one kind is refused with the other. */
export function checkHours({ document, report }: Scope, moment: unknown, path: string): void {
  const length = writtenOut(document, textOf(get(moment, 'length')));
  if (!isHours(length)) {
    if (get(moment, 'counting') === 'officeHours') report('officeHoursOfDays', pointer(path, 'counting'));
    return;
  }
  for (const [key, harmless, wayOut] of OF_DAYS) {
    const value = get(moment, key);
    if (value !== undefined && !harmless.includes(value))
      report('notWithHours', pointer(path, key), { key, length, ...wayOut });
  }
}

/** The length, or what the parameter holds. */
function writtenOut(document: Scope['document'], length: string | undefined): unknown {
  const parameter = length === undefined ? undefined : parameterOf(length);
  return parameter === undefined ? length : get(get(document['parameters'], parameter), 'value');
}
