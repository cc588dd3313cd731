import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/machines/calendar.js';
import { danishCalendar } from '../../src/machines/holidays.js';
import { calendarChanges, isUnchanged } from '../../src/modules/calendar/calendar-changes.js';
import { editCalendar, type CalendarEdit } from '../../src/modules/calendar/calendar-edit.js';

const danish = danishCalendar({ version: 1, from: '2020-01-01', to: '2030-12-31' });
const edited = (...edits: CalendarEdit[]) => edits.reduce(editCalendar, danish);
const refusal = (code: string) => expect.objectContaining({ code });
const BAVARIA = { country: 'DE', state: 'BY', zone: 'Europe/Berlin', language: 'de' };

describe('an edited calendar', () => {
  it('works on a public holiday that is opened, which stays one for citizens', () => {
    const { days, isSendableDay } = createCalendar(edited({ open: ['2026-04-02'] }));
    expect(days.workingDays.counts('2026-04-02')).toBe(true);
    expect(isSendableDay('2026-04-01')).toBe(true);
    expect(days.weekdays.whyNot('2026-04-02')).toEqual({ reason: 'citizenHoliday', name: 'skærtorsdag' });
    expect(calendarChanges(danish, edited({ open: ['2026-04-02'] }))).toMatchObject({
      opened: [],
      holidays: { added: [], removed: [{ date: '2026-04-02', name: 'skærtorsdag' }] },
      citizenHolidays: { added: [{ date: '2026-04-02', name: 'skærtorsdag' }] },
    });
  });

  it('never works on a Saturday or Sunday', () => {
    for (const date of ['2026-04-04', '2026-04-05', '2027-06-05'])
      expect(() => edited({ open: [date] })).toThrow(refusal('weekendDay'));
  });

  it('gains and loses holidays by the years of a law', () => {
    const before = edited({
      holidays: { add: [{ day: 'easter 26', name: 'store bededag', fromYear: 2027 }] },
    });
    const prayer = (data: typeof danish) =>
      Object.entries(data.holidays).flatMap(([date, name]) => (name === 'store bededag' ? [date] : []));
    expect(prayer(danish)).toEqual(['2020-05-08', '2021-04-30', '2022-05-13', '2023-05-05']);
    expect(prayer(before).slice(4)).toEqual(['2027-04-23', '2028-05-12', '2029-04-27', '2030-05-17']);
    const gone = editCalendar(before, { holidays: { remove: [{ name: 'store bededag', fromYear: 2028 }] } });
    expect(prayer(gone).at(-1)).toBe('2027-04-23');
    const local = edited({
      holidays: { add: [{ day: '09-01', name: 'byens dag', fromYear: 2027, untilYear: 2028 }] },
    });
    expect(
      Object.keys(local.holidays)
        .filter((date) => date.endsWith('-09-01'))
        .sort(),
    ).toEqual(['2027-09-01', '2028-09-01']);
  });

  it('counts other days as holidays for citizens where the law says so', () => {
    const { weekdays } = createCalendar(
      edited({ citizenHolidays: { remove: [{ day: '06-05' }], add: [{ day: '05-01', name: '1. maj' }] } }),
    ).days;
    expect(weekdays.counts('2026-06-05')).toBe(true);
    expect(weekdays.whyNot('2026-05-01')).toEqual({ reason: 'citizenHoliday', name: '1. maj' });
  });

  it('follows the law of another country, and keeps what is the municipality’s own', () => {
    const bavaria = edited({
      law: BAVARIA,
      citizenHolidays: { add: [{ day: '12-24', name: 'Heiligabend' }] },
    });
    expect(bavaria).toMatchObject({ country: 'DE-BY', zone: 'Europe/Berlin', closedDays: danish.closedDays });
    expect(bavaria.holidays['2026-10-03']).toBe('Tag der Deutschen Einheit');
    expect(bavaria.holidays['2026-04-02']).toBeUndefined();
    expect(Object.keys(bavaria.citizenHolidays).every((date) => date.endsWith('-12-24'))).toBe(true);
    expect(calendarChanges(danish, bavaria).now).toEqual({ country: 'DE-BY', zone: 'Europe/Berlin' });
  });

  it('keeps what was changed of the law when the same law is named once more', () => {
    const own = edited({ law: BAVARIA }, { holidays: { add: [{ day: '09-01', name: 'Stadttag' }] } });
    expect(isUnchanged(calendarChanges(own, editCalendar(own, { law: BAVARIA })))).toBe(true);
  });

  it('has other clocks, and series by rules', () => {
    const data = edited({
      clocks: { sendFrom: '09:00' },
      series: [{ name: 'forum', create: true, add: ['1st tuesday in march'], remove: [] }],
    });
    expect(data).toMatchObject({ sendFrom: '09:00', sendCutOff: '18:00' });
    expect(createCalendar(data).seriesDate('forum', '2026-03-04')).toBe('2027-03-02');
    expect(calendarChanges(danish, edited({ series: [{ name: 'empty', create: true }] })).series).toEqual([
      { name: 'empty', added: [], removed: [], whole: 'added' },
    ]);
  });

  it('has other office hours on some weekdays, and none on others', () => {
    const friday = { from: '08:00', to: '14:00' };
    const data = edited({ officeHours: { add: [{ weekday: 'friday', ...friday }], remove: ['wednesday'] } });
    expect(data.officeHours).toEqual({
      monday: { from: '08:00', to: '16:00' },
      tuesday: { from: '08:00', to: '16:00' },
      thursday: { from: '08:00', to: '16:00' },
      friday,
    });
    expect(calendarChanges(danish, data).officeHours).toEqual([
      { weekday: 'wednesday', hours: null },
      { weekday: 'friday', hours: friday },
    ]);
  });

  it('is the same when the same is edited twice', () => {
    const edit: CalendarEdit = {
      close: [{ date: '2026-05-15', name: 'Lukket' }],
      open: ['2026-04-02', '2026-06-05'],
      holidays: {
        add: [{ day: '09-01', name: 'byens dag' }],
        remove: [{ name: 'langfredag', fromYear: 2028 }],
      },
      series: [{ name: 'cafeMeeting', add: ['2026-05-27'], remove: ['2026-05-20'] }],
      clocks: { reminderClock: '07:30' },
      officeHours: { add: [{ weekday: 'monday', from: '09:00', to: '15:00' }], remove: ['friday'] },
    };
    expect(isUnchanged(calendarChanges(edited(edit), edited(edit, edit)))).toBe(true);
    expect(isUnchanged(calendarChanges(danish, edited(edit)))).toBe(false);
  });

  it.each<[string, CalendarEdit, string]>([
    ['a day of no year', { holidays: { add: [{ day: 'someday', name: 'x' }] } }, 'invalidDate'],
    [
      'a day beyond the calendar',
      { holidays: { add: [{ day: '1999-05-01', name: 'x' }] } },
      'calendarOutOfRange',
    ],
    [
      'years that are over',
      { citizenHolidays: { add: [{ day: '05-01', name: 'x', untilYear: 1990 }] } },
      'calendarOutOfRange',
    ],
    ['a holiday that there is not', { holidays: { remove: [{ name: 'Pi-dag' }] } }, 'notFound'],
    ['a series that there is not', { series: [{ name: 'toString', add: ['2026-03-30'] }] }, 'notFound'],
    ['a country that there is not', { law: { ...BAVARIA, country: 'XX' } }, 'invalidCalendar'],
    ['a state that there is not', { law: { ...BAVARIA, state: 'XX' } }, 'invalidCalendar'],
  ])('is refused with %s', (_, edit, code) => {
    expect(() => edited(edit)).toThrow(refusal(code));
  });
});
