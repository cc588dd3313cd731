import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar, reasonInWords, type CalendarData, type Trace } from '../../src/machines/calendar.js';
import {
  addDays,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  minus,
  plus,
  weekdayOf,
} from '../../src/machines/dates.js';
import { danishCalendar } from '../../src/machines/holidays.js';

const danish = danishCalendar({ version: 7 });
const calendar = createCalendar(danish);
const everyDay = (from: string, to: string) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
const dates = fc
  .integer({ min: epochDayOf('2001-01-01'), max: epochDayOf('2059-12-31') })
  .map(dateOfEpochDay);
const refusal = (code: string) => expect.objectContaining({ code });

describe('working days', () => {
  it('are Monday to Friday without holidays and closed days', () => {
    expect(calendar.isWorkingDay('2026-04-01')).toBe(true);
    expect(calendar.whyNotWorking('2026-04-01')).toBeUndefined();
    expect(calendar.whyNotWorking('2026-04-02')).toEqual({ reason: 'holiday', name: 'skærtorsdag' });
    expect(calendar.whyNotWorking('2026-04-04')).toEqual({ reason: 'saturday' });
    expect(calendar.whyNotWorking('2026-04-12')).toEqual({ reason: 'sunday' });
    expect(calendar.whyNotWorking('2026-06-05')).toEqual({ reason: 'closedDay', name: 'grundlovsdag' });
  });

  it('that fall together with a holiday or weekend say so first', () => {
    expect(calendar.whyNotWorking('2026-04-05')).toEqual({ reason: 'holiday', name: 'påskedag' });
    expect(calendar.whyNotWorking('2028-06-05')).toEqual({ reason: 'holiday', name: '2. pinsedag' });
    expect(calendar.whyNotWorking('2027-06-05')).toEqual({ reason: 'saturday' });
  });

  it('no longer leave out store bededag (b.0.4)', () => {
    expect(calendar.isWorkingDay('2023-05-05')).toBe(false);
    expect(calendar.isWorkingDay('2026-05-01')).toBe(true);
    expect(calendar.isSendableDay('2026-04-30')).toBe(true);
  });

  it('are counted over weekends and holidays, the first day left out', () => {
    expect(calendar.workingDaysAfter('2026-04-07', 6)).toBe('2026-04-15');
    expect(calendar.workingDaysAfter('2026-04-08', 6)).toBe('2026-04-16');
    expect(calendar.workingDaysAfter('2026-02-02', 5)).toBe('2026-02-09');
    expect(calendar.workingDaysBefore('2026-04-07', 1)).toBe('2026-04-01');
    expect(calendar.workingDaysAfter('2026-04-04', 0)).toBe('2026-04-04');
    expect(() => calendar.workingDaysAfter('2026-04-04', -1)).toThrow(refusal('invalidLength'));
    expect(() => calendar.workingDaysBefore('2026-04-04', 1.5)).toThrow(refusal('invalidLength'));
  });

  it('are found on either side of a closed day', () => {
    expect(calendar.lastWorkingDayOnOrBefore('2026-05-25')).toBe('2026-05-22');
    expect(calendar.lastWorkingDayOnOrBefore('2026-12-31')).toBe('2026-12-30');
    expect(calendar.lastWorkingDayOnOrBefore('2027-03-29')).toBe('2027-03-24');
    expect(calendar.lastWorkingDayOnOrBefore('2013-04-21')).toBe('2013-04-19');
    expect(calendar.nextWorkingDayOnOrAfter('2026-05-14')).toBe('2026-05-15');
    expect(calendar.nextWorkingDayOnOrAfter('2026-05-15')).toBe('2026-05-15');
  });

  it('counted forwards and back lead to the same day', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const start = calendar.nextWorkingDayOnOrAfter(date);
        expect(calendar.workingDaysBefore(calendar.workingDaysAfter(start, count), count)).toBe(start);
      }),
    );
  });
});

describe('weekdays', () => {
  const open = createCalendar(
    danishCalendar({ version: 8, closedDays: { '2026-05-15': 'fredag efter Kristi himmelfartsdag' } }),
  );
  const { weekdays, workingDays } = open.days;

  it('know nothing of the days on which the office is closed, or is open', () => {
    expect(weekdays.counts('2026-05-15')).toBe(true);
    expect(workingDays.counts('2026-05-15')).toBe(false);
    expect(workingDays.counts('2026-06-05')).toBe(true);
    expect(weekdays.whyNot('2026-06-05')).toEqual({ reason: 'citizenHoliday', name: 'grundlovsdag' });
    expect(weekdays.whyNot('2026-04-02')).toEqual({ reason: 'holiday', name: 'skærtorsdag' });
    expect(weekdays.whyNot('2026-04-04')).toEqual({ reason: 'saturday' });
  });

  it('are those of the law in every year', () => {
    const byLaw = (date: string) =>
      weekdayOf(date) < 6 && danish.holidays[date] === undefined && !/-(06-05|12-24|12-31)$/.test(date);
    const different = everyDay('2020-01-01', '2035-12-31').filter((on) => weekdays.counts(on) !== byLaw(on));
    expect(different).toEqual([]);
  });

  it('are counted forwards and back like any others', () => {
    expect(weekdays.after('2026-05-13', 1)).toBe('2026-05-15');
    expect(workingDays.after('2026-05-13', 1)).toBe('2026-05-18');
    expect(weekdays.before('2026-06-08', 1)).toBe('2026-06-04');
    expect(weekdays.nextOnOrAfter('2026-12-24')).toBe('2026-12-28');
    expect(weekdays.lastOnOrBefore('2026-12-31')).toBe('2026-12-30');
  });
});

describe('the send-day guard', () => {
  it.each([
    ['2026-04-01', 'i morgen er skærtorsdag', 'tomorrow is a public holiday (skærtorsdag)'],
    ['2026-04-02', 'i dag er skærtorsdag', 'today is a public holiday (skærtorsdag)'],
    ['2026-04-17', 'i morgen er lørdag', 'tomorrow is a Saturday'],
    ['2026-04-18', 'i dag er lørdag', 'today is a Saturday'],
    ['2026-04-19', 'i dag er søndag', 'today is a Sunday'],
    ['2026-06-04', 'i morgen er grundlovsdag', 'tomorrow is a closed day (grundlovsdag)'],
    [
      '2026-05-13',
      'i morgen er Kristi himmelfartsdag',
      'tomorrow is a public holiday (Kristi himmelfartsdag)',
    ],
    ['2026-05-15', 'i morgen er lørdag', 'tomorrow is a Saturday'],
  ])('refuses %s because %s', (date, da, en) => {
    expect(calendar.isSendableDay(date)).toBe(false);
    expect(reasonInWords(calendar.whyNotSendable(date)!)).toEqual({ da, en });
  });

  it('names the day after an eve', () => {
    expect(calendar.whyNotSendable('2026-04-01')).toEqual({
      reason: 'eve',
      name: 'skærtorsdag',
      tomorrow: { reason: 'holiday', name: 'skærtorsdag' },
    });
    expect(calendar.whyNotSendable('2026-04-17')).toMatchObject({ reason: 'eve', name: 'lørdag' });
    expect(calendar.whyNotSendable('2026-04-07')).toBeUndefined();
  });

  it('says why exactly where it refuses', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const sendable = calendar.isWorkingDay(date) && calendar.isWorkingDay(addDays(date, 1));
        expect(calendar.isSendableDay(date)).toBe(sendable);
        expect(calendar.whyNotSendable(date) === undefined).toBe(sendable);
        expect(calendar.whyNotWorking(date) === undefined).toBe(calendar.isWorkingDay(date));
      }),
    );
  });

  it('opens on Tuesday after Easter (F03)', () => {
    const trace: Trace = [];
    expect(calendar.nextSendDay('2026-04-01', trace)).toBe('2026-04-07');
    expect(trace).toEqual([
      { kind: 'skip', on: '2026-04-01', reason: 'eve', name: 'skærtorsdag' },
      { kind: 'skip', on: '2026-04-02', reason: 'holiday', name: 'skærtorsdag' },
      { kind: 'skip', on: '2026-04-03', reason: 'holiday', name: 'langfredag' },
      { kind: 'skip', on: '2026-04-04', reason: 'saturday' },
      { kind: 'skip', on: '2026-04-05', reason: 'holiday', name: 'påskedag' },
      { kind: 'skip', on: '2026-04-06', reason: 'holiday', name: '2. påskedag' },
    ]);
    expect(calendar.nextSendDay('2026-04-07')).toBe('2026-04-07');
  });

  it('lets no letter go before the hour at which letters begin to leave', () => {
    const early = createCalendar({ ...danish, sendFrom: '09:30' });
    expect(early.lettersLeaveAt('2026-04-13')).toBe('2026-04-13T07:30:00.000Z');
    expect(early.nextSendMoment('2026-04-13T05:00:00.000Z')).toBe('2026-04-13T07:30:00.000Z');
    expect(early.nextSendMoment('2026-04-16T16:00:00.000Z')).toBe('2026-04-20T07:30:00.000Z');
  });

  it.each([
    ['in office time', '2026-04-16T12:00:00.000Z', '2026-04-16T12:00:00.000Z'],
    ['at the first minute', '2026-04-16T06:00:00.000Z', '2026-04-16T06:00:00.000Z'],
    ['early in the morning', '2026-04-16T05:59:00.000Z', '2026-04-16T06:00:00.000Z'],
    ['from the cut-off', '2026-04-16T16:00:00.000Z', '2026-04-17T06:00:00.000Z'],
    ['on the evening before a weekend', '2026-04-17T21:59:00.000Z', '2026-04-20T06:00:00.000Z'],
    ['on a holiday', '2026-04-02T10:00:00.000Z', '2026-04-07T06:00:00.000Z'],
  ])('reminds nobody outside office time: %s', (_when, now, moment) => {
    expect(calendar.nextReminderMoment(now)).toBe(moment);
  });

  it('lets a letter of a Monday go at once (F12)', () => {
    expect(calendar.nextSendMoment('2026-04-13T09:00:00.000Z')).toBe('2026-04-13T09:00:00.000Z');
  });

  it('plans backwards from a deadline on a holiday (F04), a Friday (F17) and a Monday (F19)', () => {
    expect(calendar.latestSendDay('2026-04-02')).toBe('2026-03-31');
    expect(calendar.workingDaysBefore(calendar.latestSendDay('2026-04-02'), 1)).toBe('2026-03-30');
    expect(calendar.latestSendDay('2026-10-16')).toBe('2026-10-15');
    expect(calendar.workingDaysBefore(calendar.latestSendDay('2026-10-16'), 1)).toBe('2026-10-14');
    expect(calendar.latestSendDay('2026-08-24')).toBe('2026-08-24');
    expect(calendar.nextSendDay('2026-10-16')).toBe('2026-10-19');
  });

  it('has a last send day at most 13 days before every deadline of 2024 to 2035', () => {
    const farthest = { days: 0, deadlines: [] as string[] };
    for (const deadline of everyDay('2024-01-01', '2035-12-31')) {
      const last = calendar.latestSendDay(deadline);
      const before = daysBetween(last, deadline);
      expect(calendar.isSendableDay(last)).toBe(true);
      expect(before).toBeGreaterThanOrEqual(0);
      if (before > farthest.days) Object.assign(farthest, { days: before, deadlines: [] });
      if (before === farthest.days) farthest.deadlines.push(deadline);
    }
    expect(farthest).toEqual({ days: 13, deadlines: ['2025-01-01', '2031-01-01'] });
    expect(calendar.nextSendDay('2024-12-20')).toBe('2025-01-02');
  });

  it('skips no sendable day, in either direction', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const trace: Trace = [];
        const last = calendar.latestSendDay(date, trace);
        const next = calendar.nextSendDay(date, trace);
        expect(trace.some(({ on }) => calendar.isSendableDay(on))).toBe(false);
        expect(trace).toHaveLength(daysBetween(last, date) + daysBetween(date, next));
      }),
    );
  });
});

describe('the moment to send', () => {
  it('is now before the cut-off of a sendable day, whatever the season', () => {
    expect(calendar.nextSendMoment('2026-10-15T15:59:59.999Z')).toBe('2026-10-15T15:59:59.999Z');
    expect(calendar.beforeCutOff('2026-10-15T15:59:59.999Z')).toBe(true);
    expect(calendar.beforeCutOff('2026-10-15T16:00:00.000Z')).toBe(false);
    expect(calendar.beforeCutOff('2026-01-15T16:59:59.999Z')).toBe(true);
  });

  it('is eight o’clock on the next sendable day after the cut-off (F17)', () => {
    const trace: Trace = [];
    expect(calendar.nextSendMoment('2026-10-15T18:00:00.000Z', trace)).toBe('2026-10-19T06:00:00.000Z');
    expect(trace.map(({ on, reason }) => `${on} ${reason}`)).toEqual([
      '2026-10-15 cutOff',
      '2026-10-16 eve',
      '2026-10-17 saturday',
      '2026-10-18 sunday',
    ]);
    expect(calendar.nextSendMoment('2026-10-15T18:00:00.000Z')).toBe('2026-10-19T06:00:00.000Z');
  });

  it('is eight o’clock on the next sendable day from a day that is blocked', () => {
    const trace: Trace = [];
    expect(calendar.nextSendMoment('2026-04-01T08:00:00.000Z', trace)).toBe('2026-04-07T06:00:00.000Z');
    expect(trace).toHaveLength(6);
  });

  it('is never in the past, on a sendable day before the cut-off', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 86_399_999 }), (date, ms) => {
        const start = calendar.startOfDay(date);
        const now = new Date(Date.parse(start) + ms).toISOString();
        const moment = calendar.nextSendMoment(now);
        expect(moment >= now).toBe(true);
        expect(calendar.isSendableDay(calendar.legalDate(moment))).toBe(true);
        expect(calendar.beforeCutOff(moment)).toBe(true);
        expect(calendar.nextSendMoment(moment)).toBe(moment);
      }),
    );
  });
});

describe('reminders', () => {
  it('come at eight on a working day', () => {
    expect(calendar.reminderAt('2027-08-29')).toBe('2027-08-30T06:00:00.000Z');
    expect(calendar.reminderAt('2026-10-28')).toBe('2026-10-28T07:00:00.000Z');
    const trace: Trace = [];
    calendar.reminderAt('2026-05-10', trace);
    expect(trace).toEqual([{ kind: 'skip', on: '2026-05-10', reason: 'sunday' }]);
  });
});

describe('quarters and café meetings', () => {
  it('give those who turn 16 the meeting of their quarter (F07, F09)', () => {
    expect(calendar.quarterOf(plus('2012-02-29', 'P16Y'))).toBe('2028-Q1');
    expect(calendar.seriesDate('cafeMeeting', '2028-Q1')).toBe('2028-02-16');
    expect(minus(calendar.seriesDate('cafeMeeting', '2028-Q1'), 'P4W')).toBe('2028-01-19');
    expect(calendar.seriesDate('cafeMeeting', calendar.quarterOf('2026-05-10'))).toBe('2026-05-20');
    expect(minus(calendar.seriesDate('cafeMeeting', '2026-Q2'), 'P4W')).toBe('2026-04-22');
  });

  it('cover the months three by three', () => {
    const ends = ['01-01', '03-31', '04-01', '06-30', '07-01', '09-30', '10-01', '12-31'];
    expect(ends.map((day) => calendar.quarterOf(`2026-${day}`).slice(-2))).toEqual([
      'Q1',
      'Q1',
      'Q2',
      'Q2',
      'Q3',
      'Q3',
      'Q4',
      'Q4',
    ]);
    expect(() => calendar.quarterOf('2026-13-01')).toThrow(refusal('invalidDate'));
  });

  it('give the next meeting to one who comes too late', () => {
    expect(calendar.seriesDate('cafeMeeting', '2026-05-20')).toBe('2026-05-20');
    expect(calendar.seriesDate('cafeMeeting', '2026-05-21')).toBe('2026-08-19');
    expect(() => calendar.seriesDate('cafeMeeting', '2060-12-01')).toThrow(refusal('noSeriesDate'));
    expect(() => calendar.seriesDate('cafeMeeting', 'soon')).toThrow(refusal('invalidDate'));
  });

  it('are refused where the calendar has none', () => {
    expect(() => calendar.seriesDate('cafeMeeting', '2061-Q1')).toThrow(refusal('noSeriesDate'));
    const none = createCalendar({ ...danish, series: {} });
    expect(() => none.seriesDate('cafeMeeting', '2026-Q2')).toThrow(refusal('unknownSeries'));
  });

  it('take the first of several meetings in a quarter', () => {
    const two = createCalendar({ ...danish, series: { cafeMeeting: ['2026-05-06', '2026-05-20'] } });
    expect(two.seriesDate('cafeMeeting', '2026-Q2')).toBe('2026-05-06');
  });
});

describe('a calendar', () => {
  const wrong: [string, Partial<CalendarData>][] = [
    ['a first day after the last', { from: '2061-01-01' }],
    ['a first day that does not exist', { from: '2000-02-30' }],
    ['a last day that does not exist', { to: '2060-13-01' }],
    ['a holiday on no date', { holidays: { '2026-02-30': 'x' } }],
    ['a closed day on no date', { closedDays: { '06-05': 'x' } }],
    ['a zone that nobody knows', { zone: 'Europe/Atlantis' }],
    ['a series on no date', { series: { cafeMeeting: ['maj'] } }],
    ['a series out of order', { series: { cafeMeeting: ['2026-05-20', '2026-02-18'] } }],
    ['a clock that does not exist', { sendCutOff: '25:00' }],
    ['a cut-off before the letters begin to leave', { sendFrom: '18:00' }],
    ['a cut-off before the reminders', { reminderClock: '19:00' }],
    ['a clock in the hour of the change', { reminderClock: '02:30' }],
    ['office hours that end before they begin', { officeHours: { monday: { from: '16:00', to: '08:00' } } }],
    ['office hours of no length', { officeHours: { monday: { from: '08:00', to: '08:00' } } }],
    ['office hours in the hour of the change', { officeHours: { monday: { from: '02:30', to: '08:00' } } }],
    ['office hours on a Sunday', { officeHours: { sunday: { from: '08:00', to: '12:00' } } as object }],
    ['an office that is never open', { officeHours: {} }],
  ];
  it.each(wrong)('with %s is refused', (_, part) => {
    expect(() => createCalendar({ ...danish, ...part })).toThrow(refusal('invalidCalendar'));
  });

  it('answers for no day that it does not know', () => {
    for (const date of ['1999-12-31', '2061-01-01'])
      expect(() => calendar.isWorkingDay(date)).toThrow(refusal('calendarOutOfRange'));
    expect(calendar.isWorkingDay('2000-01-03')).toBe(true);
    expect(calendar.isWorkingDay('2060-12-31')).toBe(false);
    const early = createCalendar({ ...danish, to: '2026-04-07' });
    expect(early.isWorkingDay('2026-04-07')).toBe(true);
    expect(() => early.isSendableDay('2026-04-07')).toThrow(refusal('calendarOutOfRange'));
    expect(() => early.whyNotSendable('2026-04-07')).toThrow(refusal('calendarOutOfRange'));
    expect(() => early.workingDaysAfter('2026-04-07', 1)).toThrow(refusal('calendarOutOfRange'));
    expect(() => calendar.isWorkingDay('2026-02-30')).toThrow(refusal('invalidDate'));
  });

  it('knows its version, zone and data', () => {
    expect(calendar).toMatchObject({ version: 7, zone: 'Europe/Copenhagen', data: danish });
    expect(calendar.legalDate('2026-10-24T22:30:00.000Z')).toBe('2026-10-25');
    expect(calendar.startOfDay('2026-10-25')).toBe('2026-10-24T22:00:00.000Z');
  });
});
