import type { OfficeWeekday, OpeningHours } from '../../../src/machines/index.js';
import { bilingual } from '../ui/language.js';

const DA_WEEKDAYS: Record<OfficeWeekday, string> = {
  monday: 'mandag',
  tuesday: 'tirsdag',
  wednesday: 'onsdag',
  thursday: 'torsdag',
  friday: 'fredag',
};
const EN_WEEKDAYS: Record<OfficeWeekday, string> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
};

/** When the office is open, and changes of that. */
export const hoursTexts = bilingual(
  {
    title: 'Kontorets åbningstid',
    lead: 'Frister i timer, der tæller åbningstid, løber kun i disse timer. Lukkedage og helligdage har ingen.',
    hours: (hours: OpeningHours | null) =>
      hours ? `${hours.from.replace(':', '.')}–${hours.to.replace(':', '.')}` : 'ikke åbent',
    weekday: 'Ugedag',
    from: 'Åbner',
    to: 'Lukker',
    help: 'Fx 8.00. Lad begge tider være tomme, hvis kontoret ikke har åbent den dag.',
    add: 'Skift åbningstid',
    changed: (weekday: OfficeWeekday, hours: string | null) =>
      hours
        ? `Åbningstid ${DA_WEEKDAYS[weekday]} ${hours.replaceAll(':', '.')}`
        : `Ingen åbningstid ${DA_WEEKDAYS[weekday]}`,
    weekdays: DA_WEEKDAYS,
    faults: {
      unreadable: 'Skriv begge tider, fx 8.00 og 16.00',
      order: 'Kontoret skal lukke, efter at det er åbnet',
      clockChange: 'Tider mellem 2.00 og 3.00 kan ikke bruges: uret stilles i den time',
      neverOpen: 'Kontoret skal have åbent mindst én ugedag',
      same: 'Det er åbningstiden i forvejen',
    },
  },
  {
    title: 'Office hours',
    lead: 'Deadlines of hours that count office hours run only within these. Closed days and public holidays have none.',
    hours: (hours) => (hours ? `${hours.from}–${hours.to}` : 'not open'),
    weekday: 'Weekday',
    from: 'Opens',
    to: 'Closes',
    help: 'For instance 8:00. Leave both times empty where the office is not open on that day.',
    add: 'Change the hours',
    changed: (weekday, hours) =>
      hours
        ? `Office hours on ${EN_WEEKDAYS[weekday]} ${hours}`
        : `No office hours on ${EN_WEEKDAYS[weekday]}`,
    weekdays: EN_WEEKDAYS,
    faults: {
      unreadable: 'Enter both times, for instance 8:00 and 16:00',
      order: 'The office must close after it has opened',
      clockChange: 'Times between 2:00 and 3:00 cannot be used: clocks are changed in that hour',
      neverOpen: 'The office must be open on one weekday at least',
      same: 'Those are the hours already',
    },
  },
);

/** `08:00–16:00`, as both languages read it. */
export const hoursText = ({ from, to }: OpeningHours): string => `${from}–${to}`;
