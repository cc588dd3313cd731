import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar, type Calendar } from '../../src/machines/calendar.js';
import { daysBetween } from '../../src/machines/dates.js';
import { findDueMoment, type DueInput } from '../../src/machines/due-moment.js';
import { danishCalendar } from '../../src/machines/holidays.js';
import { hoursOfMs, msOfHours } from '../../src/machines/hours.js';
import { epochMsOf, instantOfEpochMs, legalDate } from '../../src/machines/instants.js';

const calendar = createCalendar(danishCalendar({ version: 1 }));
const ZONE = 'Europe/Copenhagen';

function due(at: string, length: string, rest: Partial<DueInput> = {}, by: Calendar = calendar) {
  const anchor = { at, on: legalDate(at, ZONE), expression: 'now' };
  return findDueMoment({ anchor, length, at: 'endOfDay', ...rest }, by);
}
const inOffice = (at: string, length: string, rest: Partial<DueInput> = {}, by: Calendar = calendar) =>
  due(at, length, { counting: 'officeHours', ...rest }, by);

describe('a length of hours by the clock', () => {
  it.each([
    ['half an hour', '2026-03-03T13:30:00.000Z', 'PT30M', '2026-03-03T14:00:00.000Z', '2026-03-03'],
    ['past midnight', '2026-03-03T13:30:00.000Z', 'PT12H', '2026-03-04T01:30:00.000Z', '2026-03-04'],
    [
      'over a weekend and a holiday',
      '2026-04-01T13:30:00.000Z',
      'PT72H',
      '2026-04-04T13:30:00.000Z',
      '2026-04-04',
    ],
    [
      'over the night that loses an hour',
      '2026-03-28T20:00:00.000Z',
      'PT12H',
      '2026-03-29T08:00:00.000Z',
      '2026-03-29',
    ],
    [
      'over the night that gains an hour',
      '2026-10-24T20:00:00.000Z',
      'PT12H',
      '2026-10-25T08:00:00.000Z',
      '2026-10-25',
    ],
    ['backwards', '2026-03-29T08:00:00.000Z', '-PT12H', '2026-03-28T20:00:00.000Z', '2026-03-28'],
    ['none at all', '2026-03-28T20:00:00.000Z', 'PT0M', '2026-03-28T20:00:00.000Z', '2026-03-28'],
    ['to the millisecond', '2026-03-03T13:30:27.123Z', 'PT1H30M', '2026-03-03T15:00:27.123Z', '2026-03-03'],
    [
      'until midnight exactly, which is the next day',
      '2026-03-03T22:00:00.000Z',
      'PT1H',
      '2026-03-03T23:00:00.000Z',
      '2026-03-04',
    ],
  ])('%s: %s + %s is %s, on %s', (_, at, length, dueAt, dueOn) => {
    expect(due(at, length)).toMatchObject({ dueAt, dueOn, targetOn: dueOn, anchorAt: at });
  });

  it('says in the certificate that the clocks were changed in between, and by how much', () => {
    const [, stretch, change] = due('2026-03-28T20:00:00.000Z', 'PT12H').steps;
    expect(stretch).toEqual({
      kind: 'stretch',
      on: '2026-03-28',
      fromAt: '2026-03-28T20:00:00.000Z',
      toAt: '2026-03-29T08:00:00.000Z',
      detail: 'PT12H',
    });
    expect(change).toEqual({ kind: 'clockChange', on: '2026-03-29', detail: 'PT1H' });
    expect(due('2026-10-24T20:00:00.000Z', 'PT12H').steps[2]).toMatchObject({ detail: '-PT1H' });
    expect(due('2026-03-29T08:00:00.000Z', 'PT12H').steps.map(({ kind }) => kind)).toEqual([
      'start',
      'stretch',
      'length',
    ]);
  });
});

describe('a length of office hours', () => {
  // 08:00–16:00 local: 07:00Z–15:00Z in winter.
  it.each([
    ['within a day', '2026-03-03T13:30:00.000Z', 'PT1H', '2026-03-03T14:30:00.000Z'],
    [
      'ends when the office closes, not when it opens again',
      '2026-03-03T14:00:00.000Z',
      'PT1H',
      '2026-03-03T15:00:00.000Z',
    ],
    ['over the night', '2026-03-03T14:00:00.000Z', 'PT1H1M', '2026-03-04T07:01:00.000Z'],
    ['from before the office opens', '2026-03-03T04:00:00.000Z', 'PT30M', '2026-03-03T07:30:00.000Z'],
    ['from after it has closed', '2026-03-03T15:00:00.000Z', 'PT30M', '2026-03-04T07:30:00.000Z'],
    ['over a weekend', '2026-03-06T14:30:00.000Z', 'PT1H', '2026-03-09T07:30:00.000Z'],
    ['from a Sunday', '2026-03-08T10:00:00.000Z', 'PT8H', '2026-03-09T15:00:00.000Z'],
    ['over Easter and into summer time', '2026-04-01T13:00:00.000Z', 'PT2H', '2026-04-07T07:00:00.000Z'],
    ['over the clock change of a weekend', '2026-03-27T14:00:00.000Z', 'PT2H', '2026-03-30T07:00:00.000Z'],
    ['over the other clock change', '2026-10-23T13:00:00.000Z', 'PT2H', '2026-10-26T08:00:00.000Z'],
    ['backwards within a day', '2026-03-03T08:00:00.000Z', '-PT1H', '2026-03-03T07:00:00.000Z'],
    ['backwards over a weekend', '2026-03-09T07:30:00.000Z', '-PT1H', '2026-03-06T14:30:00.000Z'],
    ['none at all, at night', '2026-03-03T02:00:00.000Z', 'PT0M', '2026-03-03T02:00:00.000Z'],
  ])('%s: %s + %s is %s', (_, at, length, dueAt) => {
    expect(inOffice(at, length).dueAt).toBe(dueAt);
  });

  it('explains each stretch and each day passed over', () => {
    const { steps } = inOffice('2026-03-06T13:30:00.000Z', 'PT3H');
    expect(steps).toEqual([
      { kind: 'start', on: '2026-03-06', at: '2026-03-06T13:30:00.000Z', detail: 'now' },
      {
        kind: 'stretch',
        on: '2026-03-06',
        fromAt: '2026-03-06T13:30:00.000Z',
        toAt: '2026-03-06T15:00:00.000Z',
        detail: 'PT1H30M',
      },
      { kind: 'skip', on: '2026-03-07', reason: 'saturday' },
      { kind: 'skip', on: '2026-03-08', reason: 'sunday' },
      {
        kind: 'stretch',
        on: '2026-03-09',
        fromAt: '2026-03-09T07:00:00.000Z',
        toAt: '2026-03-09T08:30:00.000Z',
        detail: 'PT1H30M',
      },
      { kind: 'length', on: '2026-03-09', at: '2026-03-09T08:30:00.000Z', detail: 'PT3H' },
    ]);
  });

  it('counts by the hours of the weekday, and by none on a weekday that has none', () => {
    const officeHours = { monday: { from: '10:00', to: '12:00' }, thursday: { from: '09:00', to: '17:00' } };
    const seldom = createCalendar(danishCalendar({ version: 2, officeHours }));
    const { dueAt, steps } = inOffice('2026-03-02T10:00:00.000Z', 'PT2H', {}, seldom);
    expect(dueAt).toBe('2026-03-05T09:00:00.000Z');
    expect(steps).toContainEqual({ kind: 'skip', on: '2026-03-03', reason: 'noOfficeHours' });
  });

  it('ends with the calendar, and looks at each day once, however long the length', () => {
    const longest = 'PT9999H9999M';
    expect(() => inOffice('2059-03-03T14:00:00.000Z', longest)).toThrow(
      expect.objectContaining({ code: 'calendarOutOfRange' }),
    );
    const { dueOn, steps } = inOffice('2026-03-03T14:00:00.000Z', longest);
    expect(steps.length).toBeLessThan(daysBetween('2026-03-03', dueOn) + 5);
  });

  it('needs an instant to count from', () => {
    const day = { on: '2026-03-03', expression: 'today' };
    expect(() => findDueMoment({ anchor: day, length: 'PT1H', at: 'endOfDay' }, calendar)).toThrow(
      expect.objectContaining({ code: 'dueMomentNotFound' }),
    );
  });
});

describe('a pause of a length of hours', () => {
  const pause = (fromAt: string, toAt: string) => ({
    from: legalDate(fromAt, ZONE),
    to: legalDate(toAt, ZONE),
    fromAt,
    toAt,
  });
  const [at, length] = ['2026-03-03T13:30:00.000Z', 'PT3H'];

  it.each([
    [
      'gives back the minutes',
      'calendar',
      '2026-03-03T14:00:00.000Z',
      '2026-03-03T14:20:00.000Z',
      '2026-03-03T16:50:00.000Z',
    ],
    [
      'gives back the night, too',
      'calendar',
      '2026-03-03T16:00:00.000Z',
      '2026-03-04T08:00:00.000Z',
      '2026-03-04T08:30:00.000Z',
    ],
    [
      'gives back office minutes only',
      'officeHours',
      '2026-03-03T14:30:00.000Z',
      '2026-03-04T07:15:00.000Z',
      '2026-03-04T09:15:00.000Z',
    ],
    [
      'gives nothing back at night',
      'officeHours',
      '2026-03-03T15:00:00.000Z',
      '2026-03-04T07:00:00.000Z',
      '2026-03-04T08:30:00.000Z',
    ],
    [
      'gives nothing back when the time is over',
      'calendar',
      '2026-03-03T16:30:00.000Z',
      '2026-03-04T08:00:00.000Z',
      '2026-03-03T16:30:00.000Z',
    ],
    [
      'gives nothing back for the time before',
      'calendar',
      '2026-03-03T08:00:00.000Z',
      '2026-03-03T14:00:00.000Z',
      '2026-03-03T17:00:00.000Z',
    ],
  ] as const)('%s (%s)', (_, counting, from, to, dueAt) => {
    expect(due(at, length, { counting, pauses: [pause(from, to)] }).dueAt).toBe(dueAt);
  });

  it('is shown with what it took', () => {
    const paused = pause('2026-03-03T14:00:00.000Z', '2026-03-03T14:20:00.000Z');
    expect(due(at, length, { pauses: [paused] }).steps.at(-1)).toEqual({
      kind: 'pause',
      on: '2026-03-03',
      at: '2026-03-03T16:50:00.000Z',
      detail: 'PT20M',
      fromAt: paused.fromAt,
      toAt: paused.toAt,
    });
  });

  it('that was kept in days lasts from midnight to midnight', () => {
    const { dueAt } = due(at, 'PT24H', { pauses: [{ from: '2026-03-04', to: '2026-03-05' }] });
    expect(dueAt).toBe('2026-03-05T13:30:00.000Z');
  });
});

describe('against a clock that is looked at every minute', () => {
  const MINUTE = 60_000;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
  });
  const isOpen = (epochMs: number): boolean => {
    const on = legalDate(instantOfEpochMs(epochMs), ZONE);
    const time = clock.format(epochMs);
    return calendar.isWorkingDay(on) && time >= '08:00' && time < '16:00';
  };
  /** The first moment by which so many minutes have counted. */
  function slowly(from: number, minutes: number, counts: (epochMs: number) => boolean): number {
    let at = from;
    for (let left = minutes; left > 0; at += MINUTE) if (counts(at)) left -= 1;
    return at;
  }
  const starts = fc
    .constantFrom(
      '2026-03-27',
      '2026-03-28',
      '2026-04-01',
      '2026-10-23',
      '2026-10-24',
      '2026-12-23',
      '2026-06-04',
    )
    .chain((on) => fc.nat(3 * 24 * 60).map((minute) => epochMsOf(`${on}T00:00:00.000Z`) + minute * MINUTE));

  it.each([
    ['calendar', () => true],
    ['officeHours', isOpen],
  ] as const)('%s finds the same moment', (counting, counts) => {
    fc.assert(
      fc.property(starts, fc.nat(26 * 60), (from, minutes) => {
        const found = due(instantOfEpochMs(from), `PT${minutes}M`, { counting });
        expect(found.dueAt).toBe(instantOfEpochMs(slowly(from, minutes, counts)));
        const stretches = found.steps.filter(({ kind }) => kind === 'stretch');
        const total = stretches.reduce(
          (sum, { fromAt, toAt }) => sum + epochMsOf(toAt!) - epochMsOf(fromAt!),
          0,
        );
        expect(total).toBe(minutes * MINUTE);
      }),
      { numRuns: 30 },
    );
  });

  it('with a pause, finds the moment by which so many minutes outside the pause have counted', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 600 }),
        fc.nat(900),
        fc.nat(900),
        (from, minutes, wait, lasting) => {
          const [begun, over] = [from + wait * MINUTE, from + (wait + lasting) * MINUTE];
          const [fromAt, toAt] = [instantOfEpochMs(begun), instantOfEpochMs(over)];
          const pauses = [{ from: legalDate(fromAt, ZONE), to: legalDate(toAt, ZONE), fromAt, toAt }];
          const found = inOffice(instantOfEpochMs(from), `PT${minutes}M`, { pauses });
          const counts = (at: number) => isOpen(at) && !(at >= begun && at < over);
          expect(found.dueAt).toBe(instantOfEpochMs(slowly(from, minutes, counts)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('backwards and forwards again comes to the same moment, where the office is open', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 26 * 60 }), (from, minutes) => {
        const forward = inOffice(instantOfEpochMs(from), `PT${minutes}M`).dueAt;
        const back = inOffice(forward, `-PT${minutes}M`).dueAt;
        expect(inOffice(back, `PT${minutes}M`).dueAt).toBe(forward);
      }),
    );
  });
});

describe('the text of a length of hours', () => {
  it.each([
    ['PT1H30M', 5_400_000],
    ['-PT1H', -3_600_000],
    ['PT30M', 1_800_000],
    ['PT0M', 0],
  ])('%s is %i milliseconds, and back', (text, ms) => {
    expect(msOfHours(text)).toBe(ms);
    expect(hoursOfMs(ms)).toBe(text);
  });

  it.each(['PT', 'PT30S', 'P1DT12H', 'PT1.5H', 'PT10000H', 'pt1h', 'P1D', ' PT1H'])('%s is none', (text) => {
    expect(() => msOfHours(text)).toThrow(expect.objectContaining({ code: 'invalidLength' }));
  });
});
