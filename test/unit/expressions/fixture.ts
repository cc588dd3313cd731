import { createCalendar } from '../../../src/machines/calendar.js';
import type { Definition, FactSchema } from '../../../src/machines/definition.js';
import {
  createExpressions,
  type CompiledExpression,
  type Expected,
  type ExpressionScope,
  type Place,
} from '../../../src/machines/expressions/environment.js';
import type { Problem } from '../../../src/machines/problems.js';

/** A fact may be called like a property that every object has. */
const namedLikeAProperty: Record<string, FactSchema> = Object.fromEntries([
  ['constructor', { type: 'string' }],
]);

const title = (da: string) => ({ title: { da } });

export const definition: Definition = {
  caseType: 'test',
  title: { da: 'Prøve' },
  owner: 'Faglig koordinator',
  reviewEvery: 'P1Y',
  legalBasis: [],
  parameters: {
    minAttempts: { value: 3, source: 'DERIVED', ...title('Mindste antal forsøg') },
    share: { value: 0.5, source: 'x', ...title('Andel') },
    remind: { value: true, source: 'x', ...title('Påmind') },
    term: { value: 'P12W', source: 'x', ...title('Frist') },
    outcomes: { value: ['refusal', 'grant'], source: 'x', ...title('Udfald') },
  },
  facts: {
    type: 'object',
    required: ['outcome', 'decisionDueOn', 'address', 'constructor'],
    properties: {
      outcome: {
        enum: ['refusal', 'partialRefusal'],
        labels: { refusal: { da: 'Afslag', en: 'Refusal' }, partialRefusal: { da: 'Delvist afslag' } },
        title: { da: 'Udfald' },
      },
      decisionDueOn: { type: 'string', format: 'date' },
      attempts: {
        type: 'array',
        default: [],
        items: {
          type: 'object',
          properties: { reached: { type: 'boolean' }, callNote: { type: 'string' } },
          required: ['reached'],
        },
      },
      meetings: { type: 'array', default: [], items: {} },
      tags: { type: 'array', items: { type: 'string' }, default: [] },
      anything: {},
      birthOn: { type: 'string', format: 'date', title: { da: 'Fødselsdato' } },
      receivedAt: { type: 'string', format: 'date-time' },
      amount: { type: 'integer', title: { da: 'Beløb' } },
      weight: { type: 'number' },
      urgent: { type: 'boolean', default: false },
      reached: { type: 'boolean', default: false },
      callNote: { type: 'string', title: { da: 'Notat' } },
      address: {
        type: 'object',
        properties: {
          city: { type: 'string', title: { da: 'By' } },
          street: { type: 'string' },
        },
        required: ['street'],
      },
      second: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      ...namedLikeAProperty,
    },
  },
  ends: { sent: [] },
  events: {
    CALL_LOGGED: {
      ...title('Opkald'),
      roles: [],
      append: 'attempts',
      form: ['reached', 'callNote'],
      required: ['reached'],
    },
    MET: {
      ...title('Møde'),
      roles: [],
      append: 'meetings',
      form: ['callNote', 'urgent'],
      required: ['callNote'],
    },
    ASSESSED: {
      ...title('Vurderet'),
      roles: [],
      form: ['amount', 'birthOn', 'unknownFact'],
      required: ['amount'],
    },
    WAIVED: { ...title('Frafaldet'), roles: [] },
  },
  deadlines: { callBy: { ...title('Ring senest'), kind: 'internal' } },
  delays: {},
  tasks: {},
  letters: {},
  reasons: {},
  rules: [],
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'calling',
        states: {
          calling: { invoke: { src: 'x', id: 'refusal', receives: ['amount', 'outcome'], onDone: 'called' } },
          called: {},
        },
      },
      sent: { type: 'final' },
    },
  },
};

export const calendar = createCalendar({
  version: 1,
  country: 'DK',
  zone: 'Europe/Copenhagen',
  from: '2020-01-01',
  to: '2031-12-31',
  holidays: { '2026-04-02': 'skærtorsdag', '2026-04-03': 'langfredag', '2026-04-06': '2. påskedag' },
  closedDays: {},
  citizenHolidays: {},
  reminderClock: '08:00',
  sendFrom: '08:00',
  sendCutOff: '18:00',
  officeHours: { monday: { from: '08:00', to: '16:00' } },
  series: { cafeMeeting: ['2026-02-18', '2026-05-20'] },
});

export const scope = (overrides: Partial<ExpressionScope> = {}): ExpressionScope => ({
  facts: {
    outcome: 'refusal',
    decisionDueOn: '2026-04-07',
    attempts: [
      { reached: false, by: 'mette', at: '2026-03-30T08:00:00.000Z' },
      { reached: true, callNote: 'aftalt', by: 'mette', at: '2026-03-30T12:00:00.000Z' },
    ],
    meetings: [{ callNote: 'kort', at: '2026-03-31T08:00:00.000Z' }],
    tags: ['a', 'b'],
    urgent: false,
    reached: false,
    address: { street: 'Åvej' },
    constructor: 'bygmester',
  },
  today: '2026-04-01',
  now: '2026-04-01T10:30:00.000Z',
  caseValues: { id: 'c1', number: '2026-1', openedOn: '2026-01-05', assigneeId: null, teamId: 't1' },
  history: { CALL_LOGGED: { count: 2, lastAt: '2026-03-30T22:30:00.000Z' } },
  isActive: (path) => path === 'open.calling',
  dueOn: () => undefined,
  dueAt: () => undefined,
  calendar,
  ...overrides,
});

export const withFacts = (facts: ExpressionScope['facts'], overrides: Partial<ExpressionScope> = {}) =>
  scope({ facts: { ...scope().facts, ...facts }, ...overrides });

export const expressions = createExpressions(definition);
export const here: Place = { path: '/somewhere' };

export function compile(source: string, expected: Expected = 'any', place = here): CompiledExpression {
  const result = expressions.compile(source, expected, place);
  if (!result.ok) throw new Error(`${source}: ${JSON.stringify(result.problems)}`);
  return result.expression;
}

export function value(source: string, given = scope(), place = here): unknown {
  return compile(source, 'any', place).evaluate(given);
}

export function problems(source: string, expected: Expected = 'any', place = here): Problem[] {
  const result = expressions.compile(source, expected, place);
  return result.ok ? [] : result.problems;
}

export const codes = (source: string, expected: Expected = 'any', place = here) =>
  problems(source, expected, place).map(({ code }) => code);
