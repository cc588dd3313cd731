import type { CountedDays } from '../calendar-days.js';
import type { Environment } from '@marcbachmann/cel-js';
import { AppError } from '../../errors.js';
import type { Trace } from '../calendar.js';
import type { CertificateStep } from '../certificate.js';
import { ageAt, dayOfWeekAfter, daysBetween, minus, plus, plusLater, type LeapDayPolicy } from '../dates.js';
import type { Text } from '../definition.js';
import type { ExpressionScope } from './expression.js';
import { CelDate, CelInstant, ValueError } from './values.js';

/** The scope of the evaluation that runs; evaluation is synchronous. */
export type CurrentScope = () => ExpressionScope;

type Handler = (scope: ExpressionScope, ...args: never[]) => unknown;

/** Keeps what a function found for the certificate, after the days that it passed over. */
function told(scope: ExpressionScope, step: CertificateStep): CelDate {
  scope.trace?.push(step);
  return new CelDate(step.on);
}

type DayFunction = 'nextSendDay' | 'latestSendDay';
const dayFunction =
  (name: DayFunction): Handler =>
  (scope, { iso }: CelDate) =>
    told(scope, { kind: 'function', detail: name, on: scope.calendar[name](iso, scope.trace as Trace) });

const countFunction =
  (days: CountedDays, direction: 'after' | 'before', detail: string): Handler =>
  (scope, { iso }: CelDate, length: bigint) => {
    const count = Number(length);
    const on = scope.calendar.days[days][direction](iso, count, scope.trace as Trace);
    return told(scope, { kind: 'function', detail, count, on });
  };

const arithmetic =
  (add: (date: string, length: string) => string): Handler =>
  (scope, { iso }: CelDate, length: string) =>
    told(scope, { kind: 'length', detail: length, on: add(iso, length) });

function nextSendMoment(scope: ExpressionScope, { iso }: CelInstant): CelInstant {
  const moment = scope.calendar.nextSendMoment(iso, scope.trace);
  told(scope, { kind: 'function', detail: 'nextSendMoment', on: scope.calendar.legalDate(moment) });
  return new CelInstant(moment);
}

/** Days of the week, 1 Monday to 7 Sunday. */
export const DAYS_OF_WEEK: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

function nextDayOfWeek(scope: ExpressionScope, { iso }: CelDate, day: bigint): CelDate {
  if (!DAYS_OF_WEEK.includes(Number(day)))
    throw new ValueError(`${day} is not a day of the week, 1 (Monday) to 7 (Sunday).`);
  return told(scope, { kind: 'function', detail: 'dayOfWeekAfter', on: dayOfWeekAfter(iso, Number(day)) });
}

function ageWithPolicy(_: ExpressionScope, birth: CelDate, on: CelDate, policy: string): bigint {
  if (policy !== 'earlier' && policy !== 'later')
    throw new ValueError(`“${policy}” is not a leap day policy.`);
  return BigInt(ageAt(birth.iso, on.iso, policy satisfies LeapDayPolicy));
}

function distinctDays({ calendar }: ExpressionScope, moments: CelInstant[]): bigint {
  return BigInt(new Set(moments.map(({ iso }) => calendar.legalDate(iso))).size);
}

/** Functions that compute from their arguments alone. */
const PURE: Record<string, Handler> = {
  'date(string): Date': (_, iso: string) => new CelDate(iso),
  'plus(Date, string): Date': arithmetic(plus),
  'plusLater(Date, string): Date': arithmetic(plusLater),
  'minus(Date, string): Date': arithmetic(minus),
  'dayOfWeekAfter(Date, int): Date': nextDayOfWeek as Handler,
  'daysBetween(Date, Date): int': (_, from: CelDate, to: CelDate) => BigInt(daysBetween(from.iso, to.iso)),
  'ageAt(Date, Date): int': (_, birth: CelDate, on: CelDate) => BigInt(ageAt(birth.iso, on.iso)),
  'ageAt(Date, Date, string): int': ageWithPolicy,
  'earliest(Date, Date): Date': (_, a: CelDate, b: CelDate) => (a.iso <= b.iso ? a : b),
  'latest(Date, Date): Date': (_, a: CelDate, b: CelDate) => (a.iso >= b.iso ? a : b),
  'unfinished(bool): bool': (_, answer: boolean) => answer,
  'unfinished(Date): Date': (_, day: CelDate) => day,
  'unfinished(Instant): Instant': (_, moment: CelInstant) => moment,
};

const seriesDate = (scope: ExpressionScope, name: string, when: string) =>
  told(scope, { kind: 'function', detail: 'series', name, on: scope.calendar.seriesDate(name, when) });

/** Functions whose answer depends on the calendar. */
const CALENDAR: Record<string, Handler> = {
  'dateOf(Instant): Date': ({ calendar }, { iso }: CelInstant) => new CelDate(calendar.legalDate(iso)),
  'isWorkingDay(Date): bool': ({ calendar }, { iso }: CelDate) => calendar.isWorkingDay(iso),
  'isSendableDay(Date): bool': ({ calendar }, { iso }: CelDate) => calendar.isSendableDay(iso),
  'beforeCutOff(Instant): bool': ({ calendar }, { iso }: CelInstant) => calendar.beforeCutOff(iso),
  'nextSendDay(Date): Date': dayFunction('nextSendDay'),
  'latestSendDay(Date): Date': dayFunction('latestSendDay'),
  'nextSendMoment(Instant): Instant': nextSendMoment as Handler,
  'workingDaysAfter(Date, int): Date': countFunction('workingDays', 'after', 'workingDaysAfter'),
  'workingDaysBefore(Date, int): Date': countFunction('workingDays', 'before', 'workingDaysBefore'),
  'isWeekday(Date): bool': ({ calendar }, { iso }: CelDate) => calendar.days.weekdays.counts(iso),
  'weekdaysAfter(Date, int): Date': countFunction('weekdays', 'after', 'weekdaysAfter'),
  'weekdaysBefore(Date, int): Date': countFunction('weekdays', 'before', 'weekdaysBefore'),
  'quarterOf(Date): string': ({ calendar }, { iso }: CelDate) => calendar.quarterOf(iso),
  'series(string, Date): Date': (scope, name: string, { iso }: CelDate) => seriesDate(scope, name, iso),
  'series(string, string): Date': (scope, name: string, quarter: string) => seriesDate(scope, name, quarter),
  'distinctDays(list<Instant>): int': distinctDays as Handler,
};

const nameOf = (signature: string) => signature.slice(0, signature.indexOf('('));

export const CALENDAR_FUNCTIONS: ReadonlySet<string> = new Set(Object.keys(CALENDAR).map(nameOf));
/** Functions whose second argument is a length. */
export const LENGTH_FUNCTIONS: ReadonlySet<string> = new Set(['plus', 'plusLater', 'minus']);
/** Functions over a name of the definition. */
export const EVENT_FUNCTIONS: ReadonlySet<string> = new Set([
  'happened',
  'lastAt',
  'lastOn',
  'timesHappened',
]);

/** All that may be called as `f(…)`. The rest of the library (time zones, bytes, `dyn`, `type`) is out of reach. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.keys(PURE).map(nameOf),
  ...CALENDAR_FUNCTIONS,
  ...EVENT_FUNCTIONS,
  'active',
  'dueOn',
  'dueAt',
  'has',
  'size',
  'string',
  'int',
  'double',
]);

/** Methods whose first argument names a variable for each item of a list. */
export const COMPREHENSIONS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** All that may be called as `a.f(…)`. No regular expressions: `matches` could be made to run for ever. */
export const METHODS: ReadonlySet<string> = new Set([
  ...COMPREHENSIONS,
  'orValue',
  'or',
  'hasValue',
  'size',
  'join',
  'contains',
  'startsWith',
  'endsWith',
  'trim',
]);

const compare: Record<string, (a: string, b: string) => boolean> = {
  '==': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * Adds the dates, the moments and every function of the house. `!=` comes with `==`. `titleOf` gives what an event or a deadline is
 * called, for the one who is told that it is missing.
 */
export function registerFunctions(
  env: Environment,
  current: CurrentScope,
  titleOf: (name: string) => Text,
): void {
  env.registerType('Date', CelDate).registerType('Instant', CelInstant);
  for (const [operator, holds] of Object.entries(compare)) {
    for (const type of ['Date', 'Instant']) {
      env.registerOperator(`${type} ${operator} ${type}`, (a: CelDate, b: CelDate) => holds(a.iso, b.iso));
    }
  }
  for (const [signature, handler] of Object.entries({ ...PURE, ...CALENDAR })) {
    const call = handler as (scope: ExpressionScope, ...args: unknown[]) => unknown;
    env.registerFunction(signature, (...args: unknown[]) => call(current(), ...args), { async: false });
  }
  for (const [signature, handler] of Object.entries(BY_NAME)) {
    registerByName(env, signature, (name) =>
      handler(current(), name, () => new AppError('missingFact', { fact: name, title: titleOf(name) })),
    );
  }
}

type ByName = (scope: ExpressionScope, name: string, missing: () => AppError) => unknown;

function tallyOf(scope: ExpressionScope, event: string) {
  return Object.hasOwn(scope.history, event) ? scope.history[event] : undefined;
}

function lastAt(scope: ExpressionScope, event: string, missing: () => AppError): string {
  const tally = tallyOf(scope, event);
  if (!tally) throw missing();
  return tally.lastAt;
}

/** What a deadline that runs says of itself. */
function running<T>(found: T | undefined, missing: () => AppError): T {
  if (found === undefined) throw missing();
  return found;
}

const BY_NAME: Record<string, ByName> = {
  'happened(ast): bool': (scope, event) => tallyOf(scope, event) !== undefined,
  'timesHappened(ast): int': (scope, event) => BigInt(tallyOf(scope, event)?.count ?? 0),
  'lastAt(ast): Instant': (scope, event, missing) => new CelInstant(lastAt(scope, event, missing)),
  'lastOn(ast): Date': (scope, event, missing) =>
    new CelDate(scope.calendar.legalDate(lastAt(scope, event, missing))),
  'active(ast): bool': (scope, path) => scope.isActive(path),
  'dueOn(ast): Date': (scope, key, missing) => new CelDate(running(scope.dueOn(key), missing)),
  'dueAt(ast): Instant': (scope, key, missing) => new CelInstant(running(scope.dueAt(key), missing)),
};

/** The functions of the house with their types, for those who write expressions: `plus(Date, string): Date`. */
export const SIGNATURES: readonly string[] = [
  ...Object.keys({ ...PURE, ...CALENDAR }),
  ...Object.keys(BY_NAME).map((signature) => signature.replace('ast', 'name')),
];

/** The names have been checked before (`names.ts`): the macro takes the bare name or the text in quotes. */
function registerByName(env: Environment, signature: string, answer: (name: string) => unknown): void {
  const returns = signature.slice(signature.indexOf(': ') + 2);
  env.registerFunction(signature, ({ args: [{ args: name }] }: { args: [{ args: string }] }) => ({
    typeCheck: (checker: { getType(name: string): unknown }) => checker.getType(returns),
    evaluate: () => answer(name),
    async: false,
  }));
}
