import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar, type Trace } from '../../src/machines/calendar.js';
import { addDays, dateOfEpochDay, epochDayOf, plus } from '../../src/machines/dates.js';
import { certificateOf, findDueMoment, rungMoment, type DueInput } from '../../src/machines/due-moment.js';
import { DANISH_CLOSED_DAYS, danishCalendar } from '../../src/machines/holidays.js';
import { longDate } from '../../src/machines/date-text.js';
import type { Rung } from '../../src/machines/definition.js';

const calendar = createCalendar(danishCalendar({ version: 3 }));

function deadline(on: string, length: string, rest: Partial<DueInput> = {}) {
  return findDueMoment({ anchor: { on, expression: 'anchor' }, length, at: 'endOfDay', ...rest }, calendar);
}

function rung(at: string, found: { dueOn: string; targetOn: string }) {
  return rungMoment({ at, to: ['caseworker'] }, found, calendar);
}

const callBy = (due: string) =>
  findDueMoment(
    { due: calendar.workingDaysBefore(calendar.latestSendDay(due), 1), at: 'endOfDay' },
    calendar,
  );

describe('a municipal deadline', () => {
  it.each([
    ['F01 acknowledgement', '2026-02-02', 'P5D', 'workingDays', '2026-02-09', '2026-02-09'],
    ['F01 screening', '2026-02-02', 'P1W', 'calendar', '2026-02-09', '2026-02-09'],
    ['F01 request', '2026-02-05', 'P1W', 'calendar', '2026-02-12', '2026-02-12'],
    ['F01 decision', '2026-02-02', 'P12W', 'calendar', '2026-04-27', '2026-04-27'],
    ['F02 screening', '2026-02-13', 'P1W', 'calendar', '2026-02-20', '2026-02-20'],
    ['F02 request', '2026-02-24', 'P1W', 'calendar', '2026-03-03', '2026-03-03'],
    ['F03 decision', '2026-01-20', 'P12W', 'calendar', '2026-04-14', '2026-04-14'],
    ['F04 decision', '2026-01-08', 'P12W', 'calendar', '2026-04-02', '2026-04-01'],
    ['F06 screening', '2026-10-25', 'P1W', 'calendar', '2026-11-01', '2026-10-30'],
    ['F07 position', '2012-02-29', 'P15Y6M', 'calendar', '2027-08-29', '2027-08-27'],
    ['F09 fast track', '2026-02-02', 'P1W', 'calendar', '2026-02-09', '2026-02-09'],
    ['F09 summons', '2027-05-10', '-P6W', 'calendar', '2027-03-29', '2027-03-24'],
    ['F11 decision', '2026-01-05', 'P12W', 'calendar', '2026-03-30', '2026-03-30'],
    ['F13 reassessment', '2026-05-04', 'P4W', 'calendar', '2026-06-01', '2026-06-01'],
    ['F13 dialogue', '2026-05-04', 'P3W', 'calendar', '2026-05-25', '2026-05-22'],
    ['F17 decision', '2026-07-24', 'P12W', 'calendar', '2026-10-16', '2026-10-16'],
    ['F19 remand', '2026-06-01', 'P12W', 'calendar', '2026-08-24', '2026-08-24'],
    ['F21 warning', '2026-09-01', 'P14W', 'calendar', '2026-12-08', '2026-12-08'],
    ['F21 reassessment', '2026-09-29', 'P2W', 'calendar', '2026-10-13', '2026-10-13'],
    ['F21 board', '2026-10-13', 'P8W', 'calendar', '2026-12-08', '2026-12-08'],
    ['F23 review', '2026-12-01', 'P30D', 'calendar', '2026-12-31', '2026-12-30'],
    ['F24 first contact', '2026-04-30', 'P2W', 'calendar', '2026-05-14', '2026-05-13'],
    ['five working days over Easter', '2026-04-01', 'P5D', 'workingDays', '2026-04-13', '2026-04-13'],
    ['a month and two working days', '2026-03-02', 'P1M2D', 'workingDays', '2026-04-08', '2026-04-08'],
    ['two working days back', '2026-04-07', '-P2D', 'workingDays', '2026-03-31', '2026-03-31'],
  ] as const)(
    '%s from %s after %s (%s) is due on %s, target %s',
    (_, on, length, counting, dueOn, targetOn) => {
      expect(deadline(on, length, { counting })).toMatchObject({ dueOn, targetOn });
    },
  );

  it('is exceeded from the first instant of the next local day', () => {
    expect(deadline('2026-10-18', 'P1W').dueAt).toBe('2026-10-25T23:00:00.000Z');
    expect(deadline('2026-04-07', 'P4W').dueAt).toBe('2026-05-05T22:00:00.000Z');
  });

  it('keeps its weekday, and is never rolled', () => {
    const dates = fc.integer({ min: epochDayOf('2001-01-01'), max: epochDayOf('2055-12-31') });
    fc.assert(
      fc.property(dates.map(dateOfEpochDay), fc.nat(60), (on, weeks) => {
        const { dueOn, targetOn } = deadline(on, `P${weeks}W`);
        expect(dueOn).toBe(addDays(on, weeks * 7));
        expect(targetOn <= dueOn && calendar.isWorkingDay(targetOn)).toBe(true);
      }),
    );
  });

  it('may aim at the due day itself', () => {
    expect(deadline('2026-04-30', 'P2W', { target: 'nominal' }).targetOn).toBe('2026-05-14');
  });

  it.each([
    ['F04', '2026-01-08', '2026-03-31', 'tirsdag 31. marts 2026'],
    ['F17', '2026-07-24', '2026-10-15', 'torsdag 15. oktober 2026'],
    ['F19', '2026-06-01', '2026-08-24', 'mandag 24. august 2026'],
  ])('states the last send day when asked (%s)', (_, on, last, inWords) => {
    const { latestSendOn, steps } = deadline(on, 'P12W', { latestSendDay: true });
    expect(latestSendOn).toBe(last);
    expect(longDate(last, 'da')).toBe(inWords);
    expect(steps.at(-1)).toEqual({ kind: 'function', on: last, detail: 'latestSendDay' });
  });
});

describe('a citizen’s deadline', () => {
  it.each([
    ['F03 Digital Post', '2026-04-07', '2026-05-05'],
    ['F03 ordinary post', calendar.days.weekdays.after('2026-04-07', 6), '2026-05-13'],
    ['F03 ordinary post over Ascension', calendar.days.weekdays.after('2026-04-08', 6), '2026-05-15'],
    ['F12 complaint', '2026-04-13', '2026-05-11'],
    ['F21 complaint', '2026-09-01', '2026-09-29'],
  ])('%s: received on %s, complaint until %s', (_, received, dueOn) => {
    expect(deadline(received, 'P4W', { roll: 'forward', days: 'weekdays' })).toMatchObject({
      dueOn,
      targetOn: dueOn,
    });
  });

  describe('while the office is closed', () => {
    const closedDays = {
      ...DANISH_CLOSED_DAYS,
      '2026-05-15': 'dagen efter Kristi himmelfart',
      '2026-12-28': 'julelukket',
      '2026-12-29': 'julelukket',
      '2026-12-30': 'julelukket',
    };
    const closed = createCalendar(danishCalendar({ version: 4, closedDays }));
    const limit = (on: string, length: string, rest: Partial<DueInput> = {}) =>
      findDueMoment(
        { anchor: { on, expression: 'anchor' }, length, at: 'endOfDay', roll: 'forward', ...rest },
        closed,
      );

    it.each([
      // 24 December counts as a holiday, 25 and 26 are holidays, 27 is a Sunday; the office’s own closed days count.
      ['over Christmas', '2026-11-26', 'P4W', '2026-12-28', '2027-01-04'],
      ['after Ascension', '2026-04-16', 'P4W', '2026-05-15', '2026-05-18'],
      ['on Constitution Day', '2026-05-08', 'P4W', '2026-06-08', '2026-06-08'],
      ['on New Year’s Eve', '2026-12-03', 'P4W', '2027-01-04', '2027-01-04'],
      ['on a closed day itself', '2026-12-01', 'P4W', '2026-12-29', '2027-01-04'],
    ])('%s is counted without asking whether it is', (_, on, length, citizens, offices) => {
      expect(limit(on, length, { days: 'weekdays' }).dueOn).toBe(citizens);
      expect(limit(on, length).dueOn).toBe(offices);
    });

    it('counts the days of an answer as weekdays, forwards and backwards', () => {
      const counting = 'workingDays';
      expect(limit('2026-12-22', 'P3D', { counting, days: 'weekdays' }).dueOn).toBe('2026-12-29');
      expect(limit('2026-12-22', 'P3D', { counting }).dueOn).toBe('2027-01-05');
      expect(limit('2027-01-04', '-P2D', { counting, days: 'weekdays' }).dueOn).toBe('2026-12-29');
      expect(limit('2027-01-02', 'P0D', { roll: 'backward', days: 'weekdays' }).dueOn).toBe('2026-12-30');
    });

    it('aims at a weekday, but sends on the office’s days', () => {
      const found = limit('2026-12-01', 'P4W', { days: 'weekdays', latestSendDay: true });
      expect(found).toMatchObject({ targetOn: '2026-12-29', latestSendOn: '2026-12-22' });
    });

    it('says which days counted, and why each was passed over', () => {
      const input: DueInput = {
        anchor: { on: '2026-11-26', expression: 'facts.deemedReceivedOn' },
        length: 'P4W',
        roll: 'forward',
        days: 'weekdays',
        target: 'nominal',
        at: 'endOfDay',
      };
      const found = findDueMoment(input, closed);
      const certificate = certificateOf({ key: 'complaint', definition: {}, input, found, calendar: closed });
      expect(certificate.rule).toMatchObject({ roll: 'forward', days: 'weekdays' });
      expect(certificate.steps.slice(2)).toEqual([
        { kind: 'skip', on: '2026-12-24', reason: 'citizenHoliday', name: 'juleaftensdag' },
        { kind: 'skip', on: '2026-12-25', reason: 'holiday', name: 'juledag' },
        { kind: 'skip', on: '2026-12-26', reason: 'holiday', name: '2. juledag' },
        { kind: 'skip', on: '2026-12-27', reason: 'sunday' },
        { kind: 'roll', on: '2026-12-28' },
      ]);
    });
  });

  it('may roll backward as well', () => {
    expect(deadline('2026-04-16', 'P4W', { roll: 'backward' }).dueOn).toBe('2026-05-13');
  });
});

describe('the moment within the day', () => {
  it('is eight o’clock of that or the next working day for prompts (F07, F09)', () => {
    const at = 'reminderClock';
    expect(deadline('2012-02-29', 'P15Y6M', { at })).toMatchObject({
      dueOn: '2027-08-29',
      dueAt: '2027-08-30T06:00:00.000Z',
    });
    expect(deadline('2010-05-10', 'P16Y', { at }).dueAt).toBe('2026-05-11T06:00:00.000Z');
    expect(findDueMoment({ due: '2026-02-01', at }, calendar).dueAt).toBe('2026-02-02T07:00:00.000Z');
  });

  it('is the start of the day where asked', () => {
    expect(deadline('2026-10-18', 'P1W', { at: 'startOfDay' }).dueAt).toBe('2026-10-24T22:00:00.000Z');
  });

  it('is the instant itself when `due` is one, unless the day moves', () => {
    const due = '2026-04-04T09:30:00.000Z';
    expect(findDueMoment({ due, at: 'endOfDay' }, calendar)).toMatchObject({
      dueOn: '2026-04-04',
      dueAt: due,
    });
    expect(findDueMoment({ due, at: 'endOfDay', roll: 'forward' }, calendar)).toMatchObject({
      dueOn: '2026-04-07',
      dueAt: '2026-04-07T22:00:00.000Z',
    });
  });
});

describe('a deadline that moves', () => {
  it('runs longer by the days of its pauses', () => {
    const pauses = [{ from: '2026-03-02', to: '2026-03-12' }];
    expect(deadline('2026-02-02', 'P12W', { pauses })).toMatchObject({
      dueOn: '2026-05-07',
      steps: [
        { kind: 'start', on: '2026-02-02', detail: 'anchor' },
        { kind: 'length', on: '2026-04-27', detail: 'P12W' },
        { kind: 'pause', on: '2026-05-07', detail: 'P10D', from: '2026-03-02', to: '2026-03-12' },
      ],
    });
  });

  it('goes to the day of its extension (F11)', () => {
    const found = deadline('2026-01-05', 'P12W', { extendedTo: '2026-04-27' });
    expect(found).toMatchObject({ dueOn: '2026-04-27', steps: [{ kind: 'extension', on: '2026-04-27' }] });
  });

  it('is refused without anything to count from', () => {
    const refused = expect.objectContaining({ code: 'dueMomentNotFound' });
    expect(() => findDueMoment({ at: 'endOfDay' }, calendar)).toThrow(refused);
    const anchor = { on: '2026-01-05', expression: 'facts.receivedOn' };
    expect(() => findDueMoment({ anchor, at: 'endOfDay' }, calendar)).toThrow(refused);
  });

  it('is refused where the value is not a date', () => {
    expect(() => findDueMoment({ due: 'soon', at: 'endOfDay' }, calendar)).toThrow(
      expect.objectContaining({ code: 'invalidDate' }),
    );
  });
});

describe('reminders of a deadline', () => {
  it('come before the decision as the ladder says (F01, F19)', () => {
    const decision = deadline('2026-02-02', 'P12W');
    expect(['-P4W', '-P2W', '-P1W', '-P2D'].map((at) => rung(at, decision))).toEqual([
      '2026-03-30T06:00:00.000Z',
      '2026-04-13T06:00:00.000Z',
      '2026-04-20T06:00:00.000Z',
      '2026-04-23T06:00:00.000Z',
    ]);
    const remand = deadline('2026-06-01', 'P12W');
    expect(['-P4W', '-P2W', '-P1W'].map((at) => calendar.legalDate(rung(at, remand)))).toEqual([
      '2026-07-27',
      '2026-08-10',
      '2026-08-17',
    ]);
  });

  it('of a week come two working days before, on the day and at the breach (F02)', () => {
    const screening = deadline('2026-02-13', 'P1W');
    expect(['-P2D', 'P0D', 'breach'].map((at) => rung(at, screening))).toEqual([
      '2026-02-18T07:00:00.000Z',
      '2026-02-20T07:00:00.000Z',
      '2026-02-23T07:00:00.000Z',
    ]);
  });

  it('are measured from the target day: seven o’clock UTC after the autumn change (F06)', () => {
    expect(rung('-P2D', deadline('2026-10-25', 'P1W'))).toBe('2026-10-28T07:00:00.000Z');
  });

  it('run on the call before the letter, not on the deadline (F04, F17)', () => {
    expect(callBy('2026-04-02').dueOn).toBe('2026-03-30');
    expect(callBy('2026-10-16').dueOn).toBe('2026-10-14');
    expect(rung('P0D', callBy('2026-04-02'))).toBe('2026-03-30T06:00:00.000Z');
  });

  it('move to the next working day from a holiday (F24)', () => {
    expect(rung('-P1W', { dueOn: '2026-05-21', targetOn: '2026-05-21' })).toBe('2026-05-15T06:00:00.000Z');
  });

  it('repeat from the breach, every week or every few working days', () => {
    const weekly: Rung = { every: 'P1W', after: 'breach', to: ['teamLeader'] };
    const found = deadline('2026-02-13', 'P1W');
    const days = [1, 2, 6].map((n) => calendar.legalDate(rungMoment(weekly, found, calendar, n)));
    expect(days).toEqual(['2026-03-02', '2026-03-09', '2026-04-07']);
    expect(rungMoment(weekly, found, calendar)).toBe('2026-03-02T07:00:00.000Z');
    const often: Rung = { every: 'P2D', after: 'breach', to: ['teamLeader'] };
    expect(rungMoment(often, found, calendar, 3)).toBe('2026-03-03T07:00:00.000Z');
  });

  it('every month do not drift after a short month', () => {
    const monthly: Rung = { every: 'P1M', after: 'breach', to: ['teamLeader'] };
    const found = { dueOn: '2026-08-28', targetOn: '2026-08-28' };
    const days = [1, 2].map((n) => calendar.legalDate(rungMoment(monthly, found, calendar, n)));
    expect(days).toEqual(
      ['2026-09-30', plus('2026-08-31', 'P2M')].map((day) => calendar.nextWorkingDayOnOrAfter(day)),
    );
  });
});

describe('the certificate', () => {
  const anchor = { on: '2026-04-16', expression: 'facts.deemedReceivedOn' };

  it('shows the count of a rolled deadline day by day', () => {
    const input: DueInput = { anchor, length: 'P4W', roll: 'forward', at: 'endOfDay' };
    const found = findDueMoment(input, calendar);
    expect(certificateOf({ key: 'complaint', definition: {}, input, found, calendar })).toEqual({
      deadline: 'complaint',
      anchor: { expression: 'facts.deemedReceivedOn', on: '2026-04-16' },
      rule: {
        length: 'P4W',
        counting: 'calendar',
        roll: 'forward',
        days: 'workingDays',
        target: 'lastWorkingDayOnOrBefore',
        at: 'endOfDay',
      },
      calendarVersion: 3,
      zone: 'Europe/Copenhagen',
      dueOn: '2026-05-15',
      targetOn: '2026-05-15',
      steps: [
        { kind: 'start', on: '2026-04-16', detail: 'facts.deemedReceivedOn' },
        { kind: 'length', on: '2026-05-14', detail: 'P4W' },
        { kind: 'skip', on: '2026-05-14', reason: 'holiday', name: 'Kristi himmelfartsdag' },
        { kind: 'roll', on: '2026-05-15' },
      ],
    });
  });

  it('shows how the target and the last send day were found', () => {
    const input: DueInput = {
      anchor: { on: '2026-01-08', expression: 'facts.receivedOn' },
      length: 'P12W',
      counting: 'calendar',
      at: 'endOfDay',
      latestSendDay: true,
    };
    const found = findDueMoment(input, calendar);
    const certificate = certificateOf({ key: 'decision', definition: {}, input, found, calendar });
    expect(certificate.latestSendOn).toBe('2026-03-31');
    expect(certificate.steps.slice(2)).toEqual([
      { kind: 'skip', on: '2026-04-02', reason: 'holiday', name: 'skærtorsdag' },
      { kind: 'target', on: '2026-04-01' },
      { kind: 'skip', on: '2026-04-02', reason: 'holiday', name: 'skærtorsdag' },
      { kind: 'skip', on: '2026-04-01', reason: 'eve', name: 'skærtorsdag' },
      { kind: 'function', on: '2026-03-31', detail: 'latestSendDay' },
    ]);
  });

  it('follows the calendar functions that an expression called', () => {
    const trace: Trace = [];
    const due = calendar.workingDaysBefore('2026-04-07', 1, trace);
    const definition = { due: 'workingDaysBefore(facts.sendOn, 1)' };
    const input: DueInput = { due, at: 'endOfDay' };
    const found = findDueMoment(input, calendar, trace);
    const certificate = certificateOf({ key: 'callBy', definition, input, found, calendar });
    expect(certificate).toMatchObject({
      anchor: { expression: definition.due, on: '2026-04-01' },
      rule: { due: definition.due },
      dueOn: '2026-04-01',
    });
    expect(certificate.steps.map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('skip'), 'start']);
  });

  it('names the day of a moment, and of an extension without one', () => {
    const definition = { due: 'nextSendMoment(now)' };
    const input: DueInput = { due: '2026-04-07T22:30:00.000Z', at: 'endOfDay' };
    const found = findDueMoment(input, calendar);
    expect(certificateOf({ key: 'x', definition, input, found, calendar }).anchor.on).toBe('2026-04-08');
    const extended: DueInput = { extendedTo: '2026-04-27', at: 'endOfDay' };
    const later = findDueMoment(extended, calendar);
    expect(
      certificateOf({ key: 'x', definition: {}, input: extended, found: later, calendar }).anchor,
    ).toEqual({
      expression: '',
      on: '2026-04-27',
    });
  });
});
