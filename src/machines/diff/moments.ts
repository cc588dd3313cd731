import { metByInWords } from '../rule-words.js';
import type { DeadlineDefinition, DeadlineKind, LegalReference, Moment, Rung } from '../definition.js';
import type { PlainText } from '../effects.js';
import { isHours } from '../hours.js';
import type { Speech } from '../speech.js';
import { pointer } from '../parse/json.js';
import { DEADLINE_KIND_WORDS, phrase, quoted, reminderInWords, same } from '../wording.js';
import type { Change, Entry, Severity } from './change.js';
import {
  asWords,
  changedField,
  field,
  listField,
  momentField,
  textField,
  type Field,
  type Fields,
} from './fields.js';
import type { Kind } from './table.js';

/** Every entry has some of these. */
export const titleField: Field = textField('titlen', 'the title');
export const sourceField = field('kilden', 'the source', 'text');
export const markField = field('mærket om bekræftelse', 'the mark of confirmation', 'text');
export const legalBasisField = listField(
  { da: 'retsgrundlaget', en: 'the legal basis' },
  'text',
  ({ ref, url }: LegalReference) => quoted(same(url ? `${ref} (${url})` : ref)),
);

const ROLLS: Record<string, PlainText> = {
  none: { da: 'flyttes ikke', en: 'is not moved' },
  forward: { da: 'flyttes til næste arbejdsdag', en: 'is moved to the next working day' },
  backward: { da: 'flyttes til forrige arbejdsdag', en: 'is moved to the working day before' },
};
const TARGETS: Record<string, PlainText> = {
  nominal: { da: 'fristdagen selv', en: 'the due day itself' },
  lastWorkingDayOnOrBefore: {
    da: 'sidste arbejdsdag senest på fristdagen',
    en: 'the last working day on or before the due day',
  },
};
const CLOCKS: Record<string, PlainText> = {
  endOfDay: { da: 'dagens slutning', en: 'the end of the day' },
  reminderClock: { da: 'påmindelsestidspunktet', en: 'the reminder clock' },
  startOfDay: { da: 'dagens begyndelse', en: 'the start of the day' },
};
const COUNTINGS: Record<string, PlainText> = {
  calendar: { da: 'kalenderdage', en: 'calendar days' },
  workingDays: { da: 'arbejdsdage', en: 'working days' },
  officeHours: { da: 'åbningstid', en: 'office hours' },
};
const DAYS: Record<string, PlainText> = {
  workingDays: { da: 'kontorets arbejdsdage', en: 'the working days of the office' },
  weekdays: {
    da: 'hverdage, også når kontoret holder lukket',
    en: 'weekdays, also when the office is closed',
  },
};
const oneOf = (words: Record<string, PlainText>) => (value: string) =>
  Object.hasOwn(words, value) ? words[value]! : asWords(value);

/** Hours that are not those of the office are counted by the clock. */
const countingWords =
  ({ length }: Entry) =>
  (value: string, labels: Speech): PlainText =>
    value === 'calendar' && isHours(labels.writtenOut(String(length)))
      ? { da: 'tid efter uret', en: 'time by the clock' }
      : oneOf(COUNTINGS)(value);

function momentFields(before: Entry, after: Entry, severity: Severity): Fields {
  return {
    title: titleField,
    length: lengthField(before, after, severity),
    due: momentField('beregningen', 'the calculation', severity),
    anchor: momentField('dagen, der tælles fra,', 'the day that is counted from', severity),
    counting: field('optællingen', 'the counting', severity, countingWords(after)),
    roll: field('reglen om lukkedage', 'the rule on closed days', severity, oneOf(ROLLS)),
    days: field('dagene, der regnes med,', 'the days that count', severity, oneOf(DAYS)),
    at: field('tidspunktet på dagen', 'the time of day', severity, oneOf(CLOCKS)),
    source: sourceField,
    mark: markField,
  };
}

/** “The deadline … changes from 14 days to 20 days.” */
function lengthField(before: Entry, after: Entry, severity: Severity): Field {
  const described: Field = {
    ...field('længden', 'the length', severity),
    word: (length: string, labels: Speech) => labels.length(length),
  };
  return {
    ...described,
    compare: (place, key, old, now): Change[] => {
      if (typeof old !== 'string' || typeof now !== 'string') {
        return [changedField(place, key, described, old, now)];
      }
      const sentence = phrase(
        '{subject} ændres fra {was} til {is}.',
        '{subject} changes from {was} to {is}.',
        {
          subject: place.subject,
          was: place.before.length(old, before),
          is: place.after.length(now, after),
        },
      );
      return [
        { kind: 'changed', path: pointer(place.path, key), sentence, before: old, after: now, severity },
      ];
    },
  };
}

const rungWords = (rung: Rung, labels: Speech): PlainText => reminderInWords(rung, labels.definition.roles);

const reminders = listField({ da: 'påmindelserne', en: 'the reminders' }, 'deadline', rungWords, {
  added: { da: '{subject} får en ny påmindelse: {item}.', en: '{subject} gains a reminder: {item}.' },
  removed: {
    da: '{subject} har ikke længere påmindelsen: {item}.',
    en: '{subject} no longer has the reminder: {item}.',
  },
});

/** How long the deadline or delay is, when a length says so. */
const lengthOf = (moment: Moment, labels: Speech): PlainText | undefined =>
  moment.length === undefined ? undefined : labels.length(moment.length, moment);

export const DEADLINES: Kind = {
  noun: { da: 'Fristen', en: 'The deadline' },
  severity: 'deadline',
  label: (key, labels) => labels.of('deadlines', key),
  summary: (deadline: DeadlineDefinition, labels) => lengthOf(deadline, labels),
  fields: (before, after) => ({
    ...momentFields(before, after, 'deadline'),
    kind: field('arten', 'the kind', 'deadline', (kind: DeadlineKind) => oneOf(DEADLINE_KIND_WORDS)(kind)),
    target: field('måldagen', 'the target day', 'deadline', oneOf(TARGETS)),
    latestSendDay: field('sidste afsendelsesdag vises', 'the last day to send is shown', 'deadline'),
    reminders,
    pausable: field('kan sættes i bero', 'may be paused', 'deadline'),
    extendable: field('kan forlænges', 'may be extended', 'deadline'),
    metBy: field('det, der opfylder fristen,', 'what meets the deadline', 'deadline', metByInWords),
    legalBasis: legalBasisField,
  }),
};

export const DELAYS: Kind = {
  noun: { da: 'Tidspunktet', en: 'The moment' },
  severity: 'deadline',
  label: (key, labels) => labels.of('delays', key),
  summary: (delay: Moment, labels) => lengthOf(delay, labels),
  fields: (before, after) => momentFields(before, after, 'deadline'),
};
