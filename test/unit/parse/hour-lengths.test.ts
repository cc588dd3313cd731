import { checkExpressions } from '../../../src/machines/compile.js';
import type { DeadlineDefinition, Definition } from '../../../src/machines/definition.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { definitionOf } from '../../support/definition.js';

const parameters: Definition['parameters'] = {
  halfAnHour: { value: 'PT30M', title: { da: 'Halv time' }, source: 'x' },
  mixed: { value: 'P1DT12H', title: { da: 'Blandet' }, source: 'x' },
};
const facts: Definition['facts'] = {
  type: 'object',
  required: ['receivedOn', 'calledAt'],
  properties: {
    receivedOn: { type: 'string', format: 'date' },
    calledAt: { type: 'string', format: 'date-time' },
  },
};

/** What is said of a deadline, by path; the definition is compiled too when it can be read. `anchor: null`: there is none. */
function problemsOf({
  anchor = 'facts.calledAt',
  ...deadline
}: {
  anchor?: string | null;
  [key: string]: unknown;
}): [string, string][] {
  const answer = { title: { da: 'Svar' }, kind: 'internal', ...(anchor && { anchor }), ...deadline };
  const machine = { initial: 'open', states: { open: { meta: { deadlines: ['answer'] } } } };
  const deadlines = { answer: answer as DeadlineDefinition };
  const source = definitionOf({ parameters, facts, deadlines, machine });
  const parsed = parseDefinition(source, {});
  const problems = parsed.ok ? checkExpressions(parsed.definition) : parsed.problems;
  for (const { message } of problems) expect(`${message.da} ${message.en}`).not.toMatch(/[{}]|undefined/);
  return problems.map(({ code, path }) => [code, path]);
}
const rungs = (...rungs: object[]) => ({ reminders: rungs.map((rung) => ({ to: ['caseworker'], ...rung })) });

describe('a length of hours', () => {
  it.each([
    ['by the clock', { length: 'PT12H' }],
    ['within office hours', { length: 'PT30M', counting: 'officeHours' }],
    ['held by a parameter', { length: 'parameters.halfAnHour', counting: 'officeHours' }],
    ['backwards', { length: '-PT1H30M' }],
    [
      'that says what is so anyway',
      { length: 'PT1H', counting: 'calendar', roll: 'none', target: 'nominal' },
    ],
    ['that may be paused', { length: 'PT1H', pausable: true }],
    [
      'with reminders in hours and in days',
      { length: 'PT40H', ...rungs({ at: '-PT1H' }, { at: '-P1D' }, { at: 'breach' }) },
    ],
    [
      'as the reminder of a given instant',
      { anchor: null, due: 'facts.calledAt', ...rungs({ at: '-PT1H' }) },
    ],
  ])('%s is read', (_, deadline) => {
    expect(problemsOf(deadline)).toEqual([]);
  });

  it.each([
    ['with days', { length: 'P1DT12H' }, 'mixedLength', 'length'],
    ['with days, held by a parameter', { length: 'parameters.mixed' }, 'mixedLength', 'length'],
    ['with seconds', { length: 'PT30S' }, 'badLength', 'length'],
    ['of nothing', { length: 'PT' }, 'badLength', 'length'],
    ['with a fraction', { length: 'PT1.5H' }, 'badLength', 'length'],
    ['of more than anybody waits', { length: 'PT99999H' }, 'badLength', 'length'],
    ['in working days', { length: 'PT12H', counting: 'workingDays' }, 'notWithHours', 'counting'],
    ['that rolls', { length: 'PT12H', roll: 'forward' }, 'notWithHours', 'roll'],
    ['that knows days', { length: 'PT12H', days: 'weekdays' }, 'notWithHours', 'days'],
    ['with a time of day of its own', { length: 'PT12H', at: 'endOfDay' }, 'notWithHours', 'at'],
    [
      'that aims at a working day',
      { length: 'PT12H', target: 'lastWorkingDayOnOrBefore' },
      'notWithHours',
      'target',
    ],
    ['with a last day to send', { length: 'PT12H', latestSendDay: true }, 'notWithHours', 'latestSendDay'],
    [
      'that may be extended',
      { length: 'parameters.halfAnHour', extendable: true },
      'notWithHours',
      'extendable',
    ],
    [
      'between repetitions',
      { length: 'PT1H', ...rungs({ every: 'PT1H', after: 'breach' }) },
      'everyOfHours',
      'reminders/0/every',
    ],
    [
      'between repetitions, held by a parameter',
      { length: 'PT1H', ...rungs({ every: 'parameters.halfAnHour', after: 'breach' }) },
      'everyOfHours',
      'reminders/0/every',
    ],
    ['from a date', { anchor: 'facts.receivedOn', length: 'PT12H' }, 'anchorNotInstant', 'anchor'],
    [
      'from today, held by a parameter',
      { anchor: 'today', length: 'parameters.halfAnHour' },
      'anchorNotInstant',
      'anchor',
    ],
    [
      'as the reminder of a day',
      { length: 'P1W', ...rungs({ at: '-PT1H' }) },
      'hourRungOfDays',
      'reminders/0/at',
    ],
    [
      'as the reminder of a given day',
      { anchor: null, due: 'facts.receivedOn', ...rungs({ at: '-PT1H' }) },
      'hourRungOfDays',
      'reminders/0/at',
    ],
  ])('%s is refused at its place', (_, deadline, code, key) => {
    expect(problemsOf(deadline)).toEqual([[code, `/deadlines/answer/${key}`]]);
  });

  it.each([
    ['days', { length: 'P2D' }],
    ['a day that is given', { anchor: null, due: 'facts.receivedOn' }],
  ])('is what office hours need: %s are refused', (_, deadline) => {
    const problems = problemsOf({ ...deadline, counting: 'officeHours' });
    expect(problems).toEqual([['officeHoursOfDays', '/deadlines/answer/counting']]);
  });

  it('is none for the review of a definition, nor for the arithmetic of dates', () => {
    const review = parseDefinition(definitionOf({ reviewEvery: 'PT1H' }), {});
    expect(review).toMatchObject({ ok: false, problems: [{ code: 'badLength', path: '/reviewEvery' }] });
    const [problem] = problemsOf({ anchor: null, due: 'plus(facts.receivedOn, "PT1H")' });
    expect(problem).toEqual(['expressionType', '/deadlines/answer/due']);
  });

  it('of a delay is refused with the rules of days, too', () => {
    const delays = { soon: { anchor: 'today', length: 'PT1H', at: 'reminderClock' } } as const;
    const parsed = parseDefinition(definitionOf({ delays }), {});
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ code: 'notWithHours', path: '/delays/soon/at' }],
    });
  });
});
