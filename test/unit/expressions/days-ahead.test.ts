import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, daysBetween } from '../../../src/machines/dates.js';
import { compile, scope, value } from './fixture.js';

const ahead = (source: string) => compile(source, 'moment').daysAhead();

describe('how many days after today a date is at least', () => {
  it.each([
    ['today', 0],
    ['now', 0],
    ['dateOf(now)', 0],
    ['nextSendMoment(now)', 0],
    ['plus(today, "P1D")', 1],
    ['plus(today, "-P1D")', -1],
    ['minus(today, "-P1W")', 7],
    ['minus(today, "P1M1D")', -32],
    ['plusLater(today, "P1Y1M")', 393],
    ['plus(today, parameters.term)', 84],
    ['plus(today, facts.urgent ? "P3D" : "P2D")', 2],
    ['plus(today, ["P2D", "P1D"].filter(l, l != "P2D")[0])', 1],
    ['workingDaysAfter(today, 2)', 2],
    ['dayOfWeekAfter(today, 3)', 1],
    ['weekdaysAfter(today, 2)', 2],
    ['workingDaysAfter(today, parameters.minAttempts)', 3],
    ['facts.urgent ? today : plus(today, "P1D")', 0],
    ['latest(facts.decisionDueOn, plus(today, "P1D"))', 1],
    ['latest(plus(today, "P2D"), facts.decisionDueOn)', 2],
    ['nextSendDay(plus(today, "P1D"))', 1],
    ['series("cafeMeeting", plus(today, "P1D"))', 1],
  ])('%s: %d', (source, days) => {
    expect(ahead(source)).toBe(days);
  });

  it.each([
    'facts.decisionDueOn',
    'case.openedOn',
    'lastOn(WAIVED)',
    'date("2040-01-01")',
    'earliest(plus(today, "P1D"), facts.decisionDueOn)',
    'workingDaysBefore(today, 1)',
    'workingDaysAfter(today, size(facts.tags))',
    'plus(today, facts.outcome)',
    'plus(today, facts.tags[0])',
    '[today, facts.decisionDueOn][1]',
  ])('nothing is known of %s', (source) => {
    expect(ahead(source)).toBe(-Infinity);
  });

  it('is never more than there are', () => {
    const length = fc
      .tuple(fc.constantFrom('', '-'), fc.nat(2), fc.nat(13), fc.nat(3), fc.nat(40))
      .map(([sign, years, months, weeks, days]) => `"${sign}P${years}Y${months}M${weeks}W${days}D"`);
    const { date } = fc.letrec<{ date: string }>((tie) => ({
      date: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('today', 'dateOf(now)', 'facts.decisionDueOn'),
        fc
          .tuple(fc.constantFrom('plus', 'plusLater', 'minus'), tie('date'), length)
          .map(([name, from, by]) => `${name}(${from}, ${by})`),
        fc
          .tuple(fc.constantFrom('latest', 'earliest'), tie('date'), tie('date'))
          .map(([name, one, other]) => `${name}(${one}, ${other})`),
        fc.tuple(tie('date'), tie('date')).map(([yes, no]) => `(facts.urgent ? ${yes} : ${no})`),
      ),
    }));
    const days = fc.nat(3000).map((count) => addDays('2021-01-01', count));
    fc.assert(
      fc.property(date, days, (source, today) => {
        const given = scope({ today, now: `${today}T10:30:00.000Z` });
        expect(daysBetween(today, value(source, given) as string)).toBeGreaterThanOrEqual(ahead(source));
      }),
      { numRuns: 400 },
    );
  });
});
