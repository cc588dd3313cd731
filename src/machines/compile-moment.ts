import type { CountedDays } from './calendar-days.js';
import type { CompiledDeadline, CompiledMoment, CompiledRung } from './compiled.js';
import type { Compiler } from './compiler.js';
import type { DeadlineDefinition, DeadlineKind, Moment, Rung } from './definition.js';
import { isHours } from './hours.js';
import { problem } from './parse/problem.js';

/** Types the expressions of a moment and resolves its length against the parameters. A length of hours must be counted from an instant. */
export function compileMoment(
  compiler: Compiler,
  moment: Moment,
  path: string,
  defaultAt: CompiledMoment['at'],
): CompiledMoment {
  const length = moment.length && resolveLength(compiler, moment.length);
  const anchor = moment.anchor && compiler.expression(moment.anchor, 'moment', { path: `${path}/anchor` });
  // An expression with problems of its own is none.
  if (anchor && isHours(length) && anchor.type !== 'Instant')
    compiler.problems.push(problem('anchorNotInstant', `${path}/anchor`, { length, anchor: moment.anchor }));
  return {
    ...(moment.due && { due: compiler.expression(moment.due, 'moment', { path: `${path}/due` }) }),
    ...(anchor && { anchor }),
    ...(length && { length }),
    counting: moment.counting ?? 'calendar',
    roll: moment.roll ?? 'none',
    days: countedDaysOf(moment),
    at: moment.at ?? defaultAt,
  };
}

export function compileDeadline(
  compiler: Compiler,
  definition: DeadlineDefinition,
  key: string,
  path: string,
): CompiledDeadline {
  const moment = compileMoment(compiler, definition, path, 'endOfDay');
  const ofHours = isHours(moment.length);
  const isExact = ofHours || moment.due?.type === 'Instant';
  return {
    ...moment,
    key,
    definition,
    title: compiler.text(definition.title, { path: `${path}/title` }),
    target: ofHours ? 'nominal' : (definition.target ?? 'lastWorkingDayOnOrBefore'),
    rungs: (definition.reminders ?? []).map((rung, index) =>
      compileRung(compiler, rung, `${path}/reminders/${index}`, isExact),
    ),
  };
}

/** The days that a deadline or delay counts and rolls by: a citizen's time limit does not know when the office is closed. */
export function countedDaysOf({ days, kind }: Moment & { kind?: DeadlineKind }): CountedDays {
  return days ?? (kind === 'citizen' ? 'weekdays' : 'workingDays');
}

function compileRung(compiler: Compiler, rung: Rung, path: string, isExact: boolean): CompiledRung {
  const title = rung.title && compiler.text(rung.title, { path: `${path}/title` });
  if ('every' in rung) {
    return {
      id: 'every',
      rung: { ...rung, every: resolveLength(compiler, rung.every) },
      ...(title && { title }),
    };
  }
  const at = rung.at === 'breach' ? rung.at : resolveLength(compiler, rung.at);
  if (isHours(at) && !isExact)
    compiler.problems.push(problem('hourRungOfDays', `${path}/at`, { length: at }));
  return { id: at, rung: { ...rung, at }, ...(title && { title }) };
}

/** `parameters.decision` → `P12W`. The names were checked by `parseDefinition`. */
function resolveLength(compiler: Compiler, length: string): string {
  if (!length.startsWith('parameters.')) return length;
  const parameter = compiler.definition.parameters[length.slice('parameters.'.length)];
  return String(parameter?.value);
}
