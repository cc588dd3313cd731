import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { CertificateStep } from '../../../src/machines/certificate.js';
import { compile, scope, value, withFacts } from './fixture.js';

test.each([
  ['date("2026-01-31")', '2026-01-31'],
  ['plus(date("2026-01-31"), "P1M")', '2026-02-28'],
  ['plus(today, parameters.term)', '2026-06-24'],
  ['plusLater(date("2012-02-29"), "P17Y")', '2029-03-01'],
  ['minus(today, "P1W")', '2026-03-25'],
  ['dayOfWeekAfter(today, 3)', '2026-04-08'],
  ['dayOfWeekAfter(today, 4)', '2026-04-02'],
  ['dayOfWeekAfter(today, 2)', '2026-04-07'],
  ['daysBetween(today, facts.decisionDueOn)', 6],
  ['ageAt(date("2008-04-02"), today)', 17],
  ['ageAt(date("2012-02-29"), date("2030-02-28"))', 18],
  ['ageAt(date("2012-02-29"), date("2030-02-28"), "later")', 17],
  ['dateOf(now)', '2026-04-01'],
  ['isWorkingDay(today)', true],
  ['isSendableDay(today)', false],
  ['beforeCutOff(now)', true],
  ['nextSendDay(today)', '2026-04-07'],
  ['nextSendMoment(now)', '2026-04-07T06:00:00.000Z'],
  ['latestSendDay(date("2026-04-06"))', '2026-03-31'],
  ['workingDaysAfter(today, 2)', '2026-04-08'],
  ['workingDaysBefore(date("2026-04-07"), 1)', '2026-04-01'],
  ['isWeekday(today)', true],
  ['isWeekday(date("2026-04-02"))', false],
  ['weekdaysAfter(today, 2)', '2026-04-08'],
  ['weekdaysBefore(date("2026-04-07"), 1)', '2026-04-01'],
  ['quarterOf(today)', '2026-Q2'],
  ['series("cafeMeeting", quarterOf(today))', '2026-05-20'],
  ['series("cafeMeeting", date("2026-01-01"))', '2026-02-18'],
  ['distinctDays(facts.attempts.map(a, a.at))', 1],
  ['earliest(today, facts.decisionDueOn)', '2026-04-01'],
  ['earliest(facts.decisionDueOn, today)', '2026-04-01'],
  ['latest(today, facts.decisionDueOn)', '2026-04-07'],
  ['latest(facts.decisionDueOn, today)', '2026-04-07'],
  ['happened(CALL_LOGGED)', true],
  ['happened(WAIVED)', false],
  ['timesHappened(CALL_LOGGED)', 2],
  ['timesHappened(WAIVED)', 0],
  ['lastAt(CALL_LOGGED)', '2026-03-30T22:30:00.000Z'],
  ['lastOn(CALL_LOGGED)', '2026-03-31'],
  ['active("open.calling")', true],
  ['active("open.called")', false],
  ['size(facts.attempts)', 2],
  ['"b" in facts.tags', true],
  ['facts.tags.join(", ")', 'a, b'],
  ['string(parameters.minAttempts) + "!"', '3!'],
  ['int("7") + 1', 8],
  ['double(4) / 8.0', 0.5],
  ['case.number', '2026-1'],
  ['case.openedOn < today', true],
  ['has(case.assigneeId)', false],
  ['parameters.share', 0.5],
  ['parameters.remind', true],
  ['parameters.outcomes', ['refusal', 'grant']],
  ['facts.outcome in parameters.outcomes', true],
  ['facts.constructor', 'bygmester'],
  ['null', null],
  ['[]', []],
])('%s is %j', (source, expected) => {
  expect(value(source)).toEqual(expected);
});

test('dueOn gives the due day of a deadline that runs', () => {
  expect(
    value('dueOn("callBy")', scope({ dueOn: (key) => (key === 'callBy' ? '2026-04-04' : undefined) })),
  ).toBe('2026-04-04');
});

test('dueAt gives its due moment', () => {
  const dueAt = (key: string) => (key === 'callBy' ? '2026-03-04T09:30:00.000Z' : undefined);
  expect(value('dueAt("callBy")', scope({ dueAt }))).toBe('2026-03-04T09:30:00.000Z');
  expect(() => value('dueAt("callBy")')).toThrow(expect.objectContaining({ code: 'missingFact' }));
});

test.each([
  ['==', false],
  ['!=', true],
  ['<', true],
  ['<=', true],
  ['>', false],
  ['>=', false],
])('an earlier date or moment %s a later one is %j', (operator, expected) => {
  expect(value(`today ${operator} facts.decisionDueOn`)).toBe(expected);
  expect(value(`lastAt(CALL_LOGGED) ${operator} now`)).toBe(expected);
});

test('dates compare as their texts do, whatever the dates', () => {
  const date = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  const less = compile('facts.decisionDueOn < today', 'bool');
  fc.assert(
    fc.property(date, date, (a, b) => {
      expect(less.evaluate(withFacts({ decisionDueOn: a }, { today: b }))).toBe(a < b);
    }),
  );
});

test('whole numbers stay whole numbers on the way in and out', () => {
  const twice = compile('has(facts.amount) ? facts.amount + facts.amount : 0');
  fc.assert(
    fc.property(fc.integer(), (amount) => {
      expect(twice.evaluate(withFacts({ amount }))).toBe(amount * 2);
    }),
  );
});

test('calendar functions tell the trace what they passed over and what they found', () => {
  const trace: CertificateStep[] = [];
  value('plus(latestSendDay(date("2026-04-06")), "P1W")', scope({ trace }));
  expect(trace.map(({ kind, on, detail }) => [kind, on, detail])).toEqual([
    ['skip', '2026-04-06', undefined],
    ['skip', '2026-04-05', undefined],
    ['skip', '2026-04-04', undefined],
    ['skip', '2026-04-03', undefined],
    ['skip', '2026-04-02', undefined],
    ['skip', '2026-04-01', undefined],
    ['function', '2026-03-31', 'latestSendDay'],
    ['length', '2026-04-07', 'P1W'],
  ]);
});

test('working days tell the trace how many were counted', () => {
  const trace: CertificateStep[] = [];
  value('workingDaysBefore(workingDaysAfter(date("2026-03-02"), 3), 1)', scope({ trace }));
  expect(trace).toEqual([
    { kind: 'function', on: '2026-03-05', detail: 'workingDaysAfter', count: 3 },
    { kind: 'function', on: '2026-03-04', detail: 'workingDaysBefore', count: 1 },
  ]);
});

test('the next day of a week is one step, however many days lie between', () => {
  const trace: CertificateStep[] = [];
  value('dayOfWeekAfter(today, 2)', scope({ trace }));
  expect(trace).toEqual([{ kind: 'function', on: '2026-04-07', detail: 'dayOfWeekAfter' }]);
});

test('nextSendMoment tells the trace the day that it found', () => {
  const trace: CertificateStep[] = [];
  value('nextSendMoment(now)', scope({ trace }));
  expect(trace.at(-1)).toEqual({ kind: 'function', on: '2026-04-07', detail: 'nextSendMoment' });
});

test('what a user never happened to log is absent even when its name is on every object', () => {
  expect(value('timesHappened(WAIVED)', scope({ history: {} }))).toBe(0);
});
