import { INDEX_STATUSES, PUBLIC_PHASES } from '../../definition.js';
import {
  choice,
  expression,
  expressions,
  flag,
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

const recipients = names('Who gets it: roles, and parties of the case.');
const deadline = name('The deadline.');
const facts = expressions('CEL per fact of the other case.');

/** What a transition can do, by its `type`; all of it is data. */
const ACTIONS: Record<string, { description: string; keys: Record<string, Schema> }> = {
  sendMessage: {
    description: 'Sends a letter.',
    keys: {
      'letter!': name('Which letter.'),
      'to!': recipients,
      notBefore: expression('CEL: it leaves no earlier.'),
    },
  },
  cancelMessages: { description: 'Holds back what has not been sent yet.', keys: {} },
  openCase: {
    description: 'Opens a case that lives on its own.',
    keys: { 'caseType!': name('Its case type.'), facts },
  },
  sendEvent: {
    description: 'Tells the parent or a child case that something happened.',
    keys: { 'to!': name('“parent”, or the id of an invocation.'), 'event!': name('The event.'), facts },
  },
  setFacts: {
    description: 'Sets facts after the transition.',
    keys: { 'facts!': expressions('CEL per fact.') },
  },
  extendDeadline: {
    description: 'Gives a deadline a new due day.',
    keys: {
      'deadline!': deadline,
      'until!': expression('CEL: the new day.'),
      'reason!': expression('CEL: why.'),
    },
  },
  pauseDeadline: {
    description: 'Stops the count of a deadline.',
    keys: { 'deadline!': deadline, 'reason!': expression('CEL: why.') },
  },
  resumeDeadline: { description: 'Lets the count go on.', keys: { 'deadline!': deadline } },
  putOnAgenda: {
    description: 'Puts the case on the agenda of a meeting.',
    keys: { 'agenda!': plain('Which meeting.'), 'title!': text('The item.') },
  },
  journal: { description: 'Writes a note in the case.', keys: { 'text!': text('The note.') } },
};

export const ACTION_TYPES = Object.keys(ACTIONS);

const actionKind = (type: string): Schema => ref(`${type}Action`);

const action: Schema = {
  description: 'Something that the transition does.',
  type: 'object',
  required: ['type'],
  properties: { type: choice('What is done.', ACTION_TYPES) },
  allOf: ACTION_TYPES.map((type) =>
    when({ type: 'object', required: ['type'], properties: { type: { const: type } } }, actionKind(type), {}),
  ),
};

const transition = record('Where an event leads.', {
  target: {
    description:
      'A state beside this one, .child, a dotted path from either, or #caseType.path for a state anywhere. None: the case stays.',
    type: 'string',
  },
  guard: expression('CEL: the transition is taken only when this is true.'),
  actions: list('What the transition does, in order.', ref('action')),
  reenter: flag('Leave and enter the state anew, with its tasks, deadlines and timers.'),
});

const transitions: Schema = {
  description: 'A target, a transition, or a list of transitions of which the first possible one is taken.',
  ...when(
    { type: 'string' },
    undefined,
    when({ type: 'array' }, { items: ref('transition') }, ref('transition')),
  ),
};

const invoke = record('A child case that is open while the state is active.', {
  'src!': name('Its case type.'),
  'id!': name('Name of the invocation.'),
  input: expressions('CEL per fact of the child case.'),
  receives: names('Facts taken over when the child case ends.'),
  'onDone!': ref('transitions', 'Where each end of the child case leads.'),
});

const wait = record('The case waits for something outside.', {
  'reason!': text('What it waits for.'),
  'review!': name('The delay or deadline that wakes somebody.'),
});

const meta = record('What XState does not know of the state.', {
  title: text('What caseworkers call it.'),
  publicTitle: text('What the citizen is told, in plain words.'),
  publicPhase: choice('The phase the citizen is shown.', PUBLIC_PHASES),
  indexStatus: choice('Progress in the national case index.', INDEX_STATUSES),
  tasks: names('Tasks that are open here.'),
  deadlines: names('Deadlines that run here.'),
  wait: ref('wait'),
  senders: map('Who may send an event while the state is active, by event.', names('Roles.')),
  legalBasis: list('The law behind it.', ref('legalReference')),
  source: plain('Where this comes from.'),
});

const state = record('A state of an XState v5 machine.', {
  include: name('A fragment: its state is put here; what is written beside it wins.'),
  id: plain('A name by which targets may say #id; what is published says #caseType.path instead.'),
  type: choice('Kind of state.', ['atomic', 'compound', 'parallel', 'final', 'history']),
  initial: { description: 'The state inside in which it begins.', type: 'string' },
  states: map('States inside, by name.', ref('state')),
  on: map('Where events lead, by event.', ref('transitions'), null),
  always: ref('transitions', 'Taken at once when its guard is true.'),
  after: map('Taken when a deadline or delay is due, by its name.', ref('transitions'), null),
  onDone: ref('transitions', 'Taken when the states inside have reached their end.'),
  invoke: ref('invoke'),
  history: choice('How much is remembered.', ['shallow', 'deep']),
  target: { description: 'Of a history state: where it leads the first time.', type: 'string' },
  output: { description: 'Of a final state: constant values.', type: 'object' },
  meta: ref('meta'),
});

const actionKinds = Object.entries(ACTIONS).map(([type, { description, keys }]) => [
  `${type}Action`,
  record(description, { 'type!': { const: type }, ...keys }),
]);

/** The machine and what its states hold. */
export const MACHINE: Record<string, Schema> = {
  state,
  meta,
  wait,
  invoke,
  transitions,
  transition,
  action,
  ...(Object.fromEntries(actionKinds) as Record<string, Schema>),
};
