import { RIGHTS, RULE_TEMPLATES } from '../../definition.js';
import {
  choice,
  expression,
  flag,
  length,
  list,
  map,
  name,
  names,
  plain,
  record,
  ref,
  text,
  when,
  type Schema,
} from './build.js';

const source = { source: plain('Where this comes from.'), mark: ref('mark') };
const legalBasis = list('The law behind it.', ref('legalReference'));

const moment: Record<string, Schema> = {
  due: expression('CEL: a date or an instant. Instead of “anchor” and “length”.'),
  anchor: expression(
    'CEL: the date or instant that “length” is counted from; that day itself is not counted. A length of hours needs an instant.',
  ),
  length: length('How long after the anchor.'),
  counting: choice(
    'How days or hours are counted: all of them, working days, or hours in which the office is open. Default: calendar.',
    ['calendar', 'workingDays', 'officeHours'],
  ),
  roll: choice('What happens when the day found is not one of “days”. Default: none.', [
    'none',
    'forward',
    'backward',
  ]),
  days: choice(
    'The days that counting, rolling and the target know: those of the office, or Monday to Friday but holidays. Default: weekdays for citizens’ deadlines, else working days.',
    ['workingDays', 'weekdays'],
  ),
  at: choice('Time of day.', ['endOfDay', 'reminderClock', 'startOfDay']),
};

const role = record('A role of the municipality, besides the four that every house has.', {
  'title!': text('What people call it.'),
  'rights!': choice('What it may do in the product: as one of the four.', RIGHTS),
});

const event = record('Something that can happen to a case.', {
  'title!': text('What people call it.'),
  'roles!': names('Roles that may send it. Empty: only the engine or another case.'),
  form: names('Facts that the event brings.'),
  required: names('Facts of the form that must be filled in.'),
  append: name('A list fact: the form becomes one more item of it, with “by” and “at”.'),
  help: text('Help beside the form.'),
});

const rung = record(
  'One step of a ladder of reminders: at a distance from the target day, at the breach, or repeating after it.',
  {
    'to!': names('Who is reminded: roles, and parties of the case.'),
    title: text('The reminder in words.'),
    at: ref('rungMoment'),
    every: length('The reminder repeats this often.'),
    after: choice('Where the repetition begins.', ['breach']),
  },
  when({ required: ['every'] }, { required: ['after'] }, { required: ['at'] }),
);

const deadline = record('A legal or internal clock. It runs while a state that names it is active.', {
  'title!': text('What people call it.'),
  'kind!': choice('Who fixed it.', ['statutory', 'published', 'internal', 'citizen']),
  ...moment,
  target: choice('The day to aim at. Default: the last working day on or before the due day.', [
    'lastWorkingDayOnOrBefore',
    'nominal',
  ]),
  latestSendDay: flag('State also the last day on which a letter may be sent in time.'),
  reminders: list('The ladder of reminders.', ref('rung')),
  pausable: flag('The deadline may be paused.'),
  extendable: flag('The deadline may be extended.'),
  metBy: list(
    'The deadline is met when one of these is seen in the event that stops it.',
    plain('event(X), enter(state) or letter(X).'),
  ),
  legalBasis,
  ...source,
});

const delay = record('A due moment without reminders, for “after” and “wait”.', {
  title: text('What people call it.'),
  ...moment,
  ...source,
});

const procedure = record('How the task is done.', {
  'purpose!': text('Why it is done.'),
  'what!': text('What is done.'),
  'who!': text('Who does it.'),
  'when!': text('When it is done.'),
  'involvement!': text('How the family is involved.'),
  'time!': text('How long it takes.'),
  links: list(
    'Where more can be read.',
    record('A link.', { 'title!': text('Its words.'), 'url!': plain('Its address.') }),
  ),
});

const task = record('Work for a person. It is open while a state that names it is active.', {
  'title!': text('What is to be done, as a request.'),
  'role!': name('The role that does it.'),
  deadline: name('The deadline it must meet.'),
  'events!': names('Events by which a person carries it out.'),
  procedure: ref('procedure'),
  checklist: list('What to remember.', ref('text')),
  source: source.source,
});

const letter = record('A letter that the case sends.', {
  'title!': text('What people call it.'),
  'template!': plain('Name and version of the template in the letter system.'),
  contents: list('What the letter must hold.', ref('text')),
  source: source.source,
});

const reason = record('Why a guard says no, in words.', {
  'text!': text('The reason.'),
  opens: expression('CEL: the date from which the guard will hold.'),
});

const observation = plain('event(X), enter(state), leave(state), task(X), letter(X) or when(expression).');

const rule = record('A property that every path through the machine must have.', {
  'id!': plain('Name of the rule.'),
  'title!': text('The rule in words.'),
  'source!': plain('Where the rule comes from.'),
  'template!': choice('What kind of property.', RULE_TEMPLATES),
  first: list('One of these comes first.', observation),
  // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
  then: {
    description: 'Then one of these.',
    ...when({ type: 'string' }, undefined, list('Then one of these.', observation)),
  },
  unless: list('Paths on which one of these was seen are not bound.', observation),
});

/** What the keyed sections of a definition (and of a fragment) hold. */
export const ENTRIES: Record<string, Schema> = {
  event,
  rung,
  rungMoment: {
    description:
      'A length from the target day (-P2D: two working days before, P0D: the day itself) or of hours from the due moment (-PT1H), or “breach”.',
    ...when({ enum: ['breach'] }, undefined, ref('length')),
  },
  deadline,
  delay,
  procedure,
  task,
  letter,
  reason,
  rule,
  role,
};

/** The sections that may be left out of a source document. */
export const SECTIONS: Record<string, Schema> = {
  parameters: map('Every number that a lawyer may change, with its source.', ref('parameter')),
  roles: map(
    'Roles that cases of this type need besides the four that every house has, by name.',
    ref('role'),
  ),
  events: map('What can happen to a case, by name.', ref('event'), null),
  deadlines: map('Legal and internal clocks, by name.', ref('deadline')),
  delays: map('Due moments without reminders, by name.', ref('delay')),
  tasks: map('Work for people, by name.', ref('task')),
  letters: map('Letters that the case sends, by name.', ref('letter')),
  reasons: map('Why a guard says no, by the text of the guard.', ref('reason'), null),
  rules: list('Properties that every path must have.', ref('rule')),
};
