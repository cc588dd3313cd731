import type { Recipient, Role, RoleDefinition } from './roles.js';

export * from './roles.js';

/** A calendar date without a time zone, `2026-04-27`. */
export type LocalDate = string;
/** A moment in UTC, `2026-04-27T08:00:00.000Z`: always with milliseconds, so that text order is time order. */
export type Instant = string;
/** A CEL expression; `docs/definition-format.md` lists what is in scope. */
export type Expression = string;
/** ISO 8601 duration in calendar units (`P12W`, `P15Y6M`, `-P2D`) or in hours and minutes (`PT12H`, `PT30M`), or `parameters.<name>` that holds one. */
export type Length = string;

/**
 * Text for people. Danish is required, English optional. `{…}` holds a CEL expression whose value is put in
 * (dates in the long form of the language). `{{` is a literal brace.
 */
export interface Text {
  da: string;
  en?: string;
}

/** The five phases a citizen is shown (S4-01), and `closed`. */
export const PUBLIC_PHASES = [
  'received',
  'information',
  'assessment',
  'hearing',
  'decision',
  'closed',
] as const;
export type PublicPhase = (typeof PUBLIC_PHASES)[number];

/** Progress codes of the Danish case and document index (SF1470). */
export const INDEX_STATUSES = ['Opstaaet', 'Oplyst', 'Afgjort', 'Afsluttet'] as const;
export type IndexStatus = (typeof INDEX_STATUSES)[number];

export interface LegalReference {
  ref: string;
  url?: string;
}

/** A number, length or list that a lawyer may change. `mark` says that no source or law fixes it yet. */
export interface Parameter {
  value: number | string | boolean | string[];
  title: Text;
  /** Where the value comes from: `S0-14; rsl § 3 stk. 2`. */
  source: string;
  mark?: 'DERIVED' | 'GKU';
}

/** A property of the facts, as JSON Schema. `title` is what forms and errors call it. */
export interface FactSchema {
  title?: Text;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  format?: 'date' | 'date-time';
  enum?: string[];
  /** Danish and English label per enum value. */
  labels?: Record<string, Text>;
  default?: unknown;
  items?: FactSchema;
  properties?: Record<string, FactSchema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  description?: string;
}

export interface FactsSchema {
  type: 'object';
  /** Needed to open the case: these facts are present for ever. */
  required?: string[];
  /** May be given when the case is opened although something gives them later, too. */
  opening?: string[];
  properties: Record<string, FactSchema>;
}

export interface EventDefinition {
  title: Text;
  /** Who may send it. Empty: only the engine or another case (`sendEvent`). */
  roles: Role[];
  /** Facts that the event brings; they are merged into the facts unless `append` names a list. */
  form?: string[];
  required?: string[];
  /** Name of a list fact: the form (with `by` and `at`) becomes one more item of it. */
  append?: string;
  help?: Text;
}

export type DeadlineKind = 'statutory' | 'published' | 'internal' | 'citizen';

/** One rung of a reminder ladder: relative to the target day, at the breach, or repeating after it. */
export type Rung = { to: Recipient[]; title?: Text } & (
  { at: Length | 'breach' } | { every: Length; after: 'breach' }
);

/** How a moment is found. Either `due`, or `anchor` and `length`. */
export interface Moment {
  /** CEL: a date or an instant. */
  due?: Expression;
  /** CEL: a date or an instant; the anchor day itself is not counted. A length of hours needs an instant and is counted from it. */
  anchor?: Expression;
  length?: Length;
  /** How `length` counts days (`calendar`, `workingDays`) or hours (`calendar`: by the clock; `officeHours`). Default `calendar`. */
  counting?: 'calendar' | 'workingDays' | 'officeHours';
  /** What happens when the day found is not one of `days`. Default `none`. */
  roll?: 'none' | 'forward' | 'backward';
  /** The days that `counting`, `roll` and `target` know. Default: `weekdays` for a citizen's deadline, else `workingDays`. */
  days?: 'workingDays' | 'weekdays';
  /** Time of day of a moment given by a date: end of that day, 08:00, or 00:00. */
  at?: 'endOfDay' | 'reminderClock' | 'startOfDay';
}

export interface DeadlineDefinition extends Moment {
  title: Text;
  kind: DeadlineKind;
  /** The day to aim at: the last working day on or before the due day (default), or the due day itself. */
  target?: 'lastWorkingDayOnOrBefore' | 'nominal';
  /** True: the engine also states the last day on which a letter may be sent in time. */
  latestSendDay?: boolean;
  reminders?: Rung[];
  pausable?: boolean;
  extendable?: boolean;
  metBy?: string[]; // What meets it, if seen in the event that stops it: `event(X)`, `enter(a.b)`, `letter(X)`.
  legalBasis?: LegalReference[];
  source?: string;
  mark?: 'DERIVED' | 'GKU';
}

/** A due moment without reminders and certificate. `at` defaults to `reminderClock`. */
export interface DelayDefinition extends Moment {
  title?: Text;
  source?: string;
  mark?: 'DERIVED' | 'GKU';
}

export interface Procedure {
  purpose: Text;
  what: Text;
  who: Text;
  when: Text;
  involvement: Text;
  time: Text;
  links?: { title: Text; url: string }[];
}

export interface TaskDefinition {
  title: Text;
  role: Role;
  /** Key of the deadline that the task must meet; its target day is the task's due day. */
  deadline?: string;
  /** Events by which a person carries the task out. */
  events: string[];
  procedure?: Procedure;
  checklist?: Text[];
  source?: string;
}

export interface LetterDefinition {
  title: Text;
  /** Name and version of the template in the letter system. */
  template: string;
  /** What the letter must hold, as a checklist (`begrundelse`, `klagevejledning`). */
  contents?: Text[];
  source?: string;
}

/** Why a guard atom says no, in words. Keyed by the CEL text of the atom. */
export interface GuardReason {
  text: Text;
  /** CEL: the date from which the atom will hold. */
  opens?: Expression;
}

export const RULE_TEMPLATES = [
  'existence',
  'absence',
  'init',
  'precedence',
  'response',
  'succession',
  'chainPrecedence',
  'chainResponse',
  'notCoExistence',
  'notSuccession',
] as const;
export type RuleTemplate = (typeof RULE_TEMPLATES)[number];

/** A property that every path must have. Observations: `event(X)`, `enter(a.b)`, `leave(a.b)`, `task(X)`, `letter(X)`, `when(cel)`. */
export interface Rule {
  id: string;
  title: Text;
  source: string;
  template: RuleTemplate;
  first?: string[];
  then?: string | string[];
  /** Once one of these observations has been made, the rule no longer binds the path. */
  unless?: string[];
}

export type ActionDefinition =
  | { type: 'sendMessage'; letter: string; to: Recipient[]; notBefore?: Expression }
  | { type: 'cancelMessages' }
  | { type: 'openCase'; caseType: string; facts?: Record<string, Expression> }
  | { type: 'sendEvent'; to: 'parent' | string; event: string; facts?: Record<string, Expression> }
  | { type: 'setFacts'; facts: Record<string, Expression> }
  | { type: 'extendDeadline'; deadline: string; until: Expression; reason: Expression }
  | { type: 'pauseDeadline'; deadline: string; reason: Expression }
  | { type: 'resumeDeadline'; deadline: string }
  | { type: 'putOnAgenda'; agenda: string; title: Text }
  | { type: 'journal'; text: Text };

export interface TransitionDefinition {
  target?: string;
  guard?: Expression;
  actions?: ActionDefinition[];
  reenter?: boolean;
}
export type Transitions = string | TransitionDefinition | TransitionDefinition[];

export interface InvokeDefinition {
  /** Case type of the child case. */
  src: string;
  id: string;
  /** CEL per fact of the child, over the parent's scope. */
  input?: Record<string, Expression>;
  /** Facts taken over from the child when it ends; the child's `ends` must give them. */
  receives?: string[];
  onDone: Transitions;
}

export interface StateMeta {
  title?: Text;
  /** For the citizen, in plain words. */
  publicTitle?: Text;
  publicPhase?: PublicPhase;
  indexStatus?: IndexStatus;
  tasks?: string[];
  deadlines?: string[];
  /** The case waits for something outside; `review` names the delay or deadline that wakes somebody. */
  wait?: { reason: Text; review: string };
  /** Event → who may send it while the state is active, instead of those whom the event names. The innermost state that says so counts. */
  senders?: Record<string, Role[]>;
  legalBasis?: LegalReference[];
  source?: string;
}

/** A state node of an XState v5 machine, within the subset that `parse` accepts. */
export interface StateNode {
  type?: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  initial?: string;
  states?: Record<string, StateNode>;
  on?: Record<string, Transitions>;
  always?: Transitions;
  after?: Record<string, Transitions>;
  onDone?: Transitions;
  invoke?: InvokeDefinition;
  history?: 'shallow' | 'deep';
  target?: string;
  output?: Record<string, unknown>;
  meta?: StateMeta;
}

/** One case type: the document that is published, hashed, verified and exported, with fragments expanded. */
export interface Definition {
  $schema?: string;
  caseType: string;
  title: Text;
  description?: Text;
  /** Who keeps the definition (tovholder, S3-4.4). */
  owner: string;
  /** How often the owner must review it, ISO 8601 (S3-4.4). */
  reviewEvery: string;
  legalBasis: LegalReference[];
  parameters: Record<string, Parameter>;
  facts: FactsSchema;
  /** Every way the case can end: name of a root-level final state → facts handed to the parent. */
  ends: Record<string, string[]>;
  /** Absent when the four that every house has are enough. */
  roles?: Record<string, RoleDefinition>;
  events: Record<string, EventDefinition>;
  deadlines: Record<string, DeadlineDefinition>;
  delays: Record<string, DelayDefinition>;
  tasks: Record<string, TaskDefinition>;
  letters: Record<string, LetterDefinition>;
  reasons: Record<Expression, GuardReason>;
  rules: Rule[];
  machine: StateNode;
}
