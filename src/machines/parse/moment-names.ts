import { get, listOf, pointer, textOf } from './json.js';
import { checkHours } from './hour-moments.js';
import { isAnyLength, isMixedLength, isPeriod, parameterOf } from './lengths.js';
import { isHours } from '../hours.js';
import { checkObservation } from './rule-names.js';
import { checkNamed, section, type Scope } from './scope.js';

/** Lengths, and how moments and reminders are put together; expressions are checked elsewhere. */
export function checkDeadlines(scope: Scope): void {
  checkMoments(scope, 'deadlines');
  for (const [name, deadline] of section(scope.document, 'deadlines')) {
    listOf(get(deadline, 'reminders')).forEach((rung, index) => {
      const path = pointer('/deadlines', name, 'reminders', index);
      const at = textOf(get(rung, 'at'));
      const every = textOf(get(rung, 'every'));
      if (at !== undefined && every !== undefined) scope.report('rungAtOrEvery', path);
      if (at !== 'breach') checkLength(scope, at, pointer(path, 'at'), isAnyLength);
      checkLength(scope, every, pointer(path, 'every'), isPeriod);
    });
    checkMetBy(scope, deadline, pointer('/deadlines', name, 'metBy'));
  }
}

/** What is seen in the event that stops the deadline, and cannot be seen before the event has been taken. */
function checkMetBy(scope: Scope, deadline: unknown, path: string): void {
  listOf(get(deadline, 'metBy')).forEach((text, index) => {
    if (typeof text !== 'string') return;
    const at = pointer(path, index);
    if (/^(event|enter|letter)\(/.test(text)) checkObservation(scope, text, at);
    else scope.report('badMetBy', at, { text });
  });
}

export function checkMoments(scope: Scope, within: 'deadlines' | 'delays'): void {
  for (const [name, moment] of section(scope.document, within)) {
    const path = pointer('', within, name);
    if (within === 'delays' && get(scope.document['deadlines'], name) !== undefined) {
      scope.report('ambiguousMoment', path, { name });
    }
    const [due, anchor, length] = ['due', 'anchor', 'length'].map((key) => get(moment, key) !== undefined);
    if (due ? anchor || length : !(anchor && length)) scope.report('dueOrAnchor', path);
    checkLength(scope, textOf(get(moment, 'length')), pointer(path, 'length'), isAnyLength);
    checkHours(scope, moment, path);
  }
}

/** Lengths written out are found by the shape; here are those that a parameter holds, and those that fit no repetition. */
function checkLength(
  scope: Scope,
  length: string | undefined,
  path: string,
  fits: (length: string) => boolean,
): void {
  if (length === undefined) return;
  const parameter = parameterOf(length);
  if (parameter === undefined) {
    if (isAnyLength(length) && !fits(length)) scope.report(codeOf(length), path, { length });
    return;
  }
  checkNamed(scope, 'parameters', parameter, path);
  const held = get(get(scope.document['parameters'], parameter), 'value');
  if (held !== undefined && !(typeof held === 'string' && fits(held))) {
    scope.report(codeOf(held), path, { length: `${length} = ${JSON.stringify(held)}` });
  }
}

/** Hours fit everywhere but between repetitions. */
function codeOf(length: unknown): 'badLength' | 'mixedLength' | 'everyOfHours' {
  if (isHours(length)) return 'everyOfHours';
  return typeof length === 'string' && isMixedLength(length) ? 'mixedLength' : 'badLength';
}
