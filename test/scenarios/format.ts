import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';

type Facts = Record<string, unknown>;
/** Local time of the municipality without an offset, `2026-02-09T08:00`, or UTC with a `Z`. */
type Moment = string;

/** Which case a step is about: its label. Absent: the case that was opened last. */
interface OfCase {
  case?: string;
}

/** How the next version of a definition differs: JSON Pointers to what is added and replaced, and to what is taken away. */
export interface Change {
  add?: Record<string, unknown>;
  set?: Record<string, unknown>;
  remove?: string[];
}

/** What a step does or expects: one verb, and perhaps why. `docs/scenarios.md` explains each. */
export interface Verbs {
  open: OfCase & { as: string; caseType: string; facts: Facts; assignee?: string };
  send: OfCase & { as: string; event: string; facts?: Facts; note?: string; happenedAt?: Moment };
  refuse: Verbs['send'] & { code: string; reason?: string };
  advance: Moment;
  publish: Change & { caseType: string; validFrom?: Moment };
  migrate: {
    caseType: string;
    /** Labels; absent: all open cases that are on another version. */
    cases?: string[];
    stateMap?: Record<string, string>;
    note: string;
    migrated: number;
    /** Label → part of the reason for which a person must see to it. */
    refused?: Record<string, string>;
  };
  restart: true;
  sleepUntil: Moment;
  child: OfCase & { label: string; caseType: string };
  expectState: OfCase & { is?: string[]; isNot?: string[] };
  expectEnd: OfCase & { end: string };
  expectTask: OfCase & { task: string; role?: string; dueOn?: string; title?: string };
  expectTasks: OfCase & { are: string[] };
  expectNoTask: OfCase & { task: string };
  expectDeadline: OfCase & {
    key: string;
    dueOn?: string;
    targetOn?: string;
    latestSendOn?: string;
    status?: string;
  };
  expectNoDeadline: OfCase & { key: string };
  expectReminder: OfCase & {
    deadline: string;
    rung?: string;
    at: Moment | Moment[];
    to?: string[];
    late?: boolean;
  };
  expectNoReminder: OfCase & { deadline: string; rung?: string; since?: Moment };
  expectLetter: OfCase & { letter: string; to?: string[]; count?: number; sentAt?: Moment };
  expectNoLetter: OfCase & { letter: string };
  expectEvent: OfCase & { event: string; as?: string; possible: boolean; reason?: string };
  expectFact: OfCase & { fact: string; is: unknown };
  expectHistory: OfCase & { event: string; times?: number; at?: Moment; by?: string; facts?: Facts };
  expectMoved: OfCase & {
    deadline: string;
    from: string;
    to: string;
    reason: string;
    event: string;
    by: string;
  };
  expectAgenda: OfCase & { agenda: string; title: string; at: Moment[] };
  expectVersion: OfCase & { version: number };
  expectWatched: OfCase & { deadline: string; dueBefore: string };
}

export type Verb = keyof Verbs;
export type Step = { [V in Verb]: { [K in V]: Verbs[V] } & { because?: string } }[Verb];

export interface Scenario {
  /** Number and name, `F01 Straight new application`. */
  title: string;
  /** What must hold, in one sentence. */
  shows: string;
  start: Moment;
  /** Days on which the municipality is closed besides the ordinary ones: date → name. */
  closedDays?: Record<string, string>;
  steps: Step[];
}

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const moment = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?Z?$' };
const moments = { type: 'array', items: moment, minItems: 1 };
const flag = { type: 'boolean' };
const facts = { type: 'object' };

/** A verb with an object: everything named is allowed, what stands in `required` must be there. */
const verb = (required: string[], properties: object) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties: { case: text, ...properties },
});
const sent = { as: text, event: text, facts, note: text, happenedAt: moment };

const verbs: Record<Verb, object> = {
  open: verb(['as', 'caseType', 'facts'], { as: text, caseType: text, facts, assignee: text }),
  send: verb(['as', 'event'], sent),
  refuse: verb(['as', 'event', 'code'], { ...sent, code: text, reason: text }),
  advance: moment,
  publish: verb(['caseType'], { caseType: text, add: facts, set: facts, remove: texts, validFrom: moment }),
  migrate: verb(['caseType', 'note', 'migrated'], {
    caseType: text,
    cases: texts,
    stateMap: facts,
    note: text,
    migrated: { type: 'integer', minimum: 0 },
    refused: { type: 'object', additionalProperties: text },
  }),
  restart: { const: true },
  sleepUntil: moment,
  child: verb(['label', 'caseType'], { label: text, caseType: text }),
  expectState: { ...verb([], { is: texts, isNot: texts }), minProperties: 1 },
  expectEnd: verb(['end'], { end: text }),
  expectTask: verb(['task'], { task: text, role: text, dueOn: date, title: text }),
  expectTasks: verb(['are'], { are: { type: 'array', items: text } }),
  expectNoTask: verb(['task'], { task: text }),
  expectDeadline: verb(['key'], { key: text, dueOn: date, targetOn: date, latestSendOn: date, status: text }),
  expectNoDeadline: verb(['key'], { key: text }),
  expectReminder: verb(['deadline', 'at'], {
    deadline: text,
    rung: text,
    at: { anyOf: [moment, moments] },
    to: texts,
    late: flag,
  }),
  expectNoReminder: verb(['deadline'], { deadline: text, rung: text, since: moment }),
  expectLetter: verb(['letter'], {
    letter: text,
    to: texts,
    count: { type: 'integer', minimum: 1 },
    sentAt: moment,
  }),
  expectNoLetter: verb(['letter'], { letter: text }),
  expectEvent: verb(['event', 'possible'], { event: text, as: text, possible: flag, reason: text }),
  expectFact: verb(['fact', 'is'], { fact: text, is: {} }),
  expectHistory: verb(['event'], {
    event: text,
    times: { type: 'integer', minimum: 0 },
    at: moment,
    by: text,
    facts,
  }),
  expectMoved: verb(['deadline', 'from', 'to', 'reason', 'event', 'by'], {
    deadline: text,
    from: date,
    to: date,
    reason: text,
    event: text,
    by: text,
  }),
  expectAgenda: verb(['agenda', 'title', 'at'], { agenda: text, title: text, at: moments }),
  expectVersion: verb(['version'], { version: { type: 'integer', minimum: 1 } }),
  expectWatched: verb(['deadline', 'dueBefore'], { deadline: text, dueBefore: date }),
};

const step = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: { because: text, ...verbs },
};
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'shows', 'start', 'steps'],
  properties: {
    title: text,
    shows: text,
    start: moment,
    closedDays: { type: 'object', propertyNames: date, additionalProperties: text },
    steps: { type: 'array', minItems: 2, items: step },
  },
};

const isScenario = new Ajv({ allErrors: true, strictTypes: false }).compile<Scenario>(schema);

/** The verb of a step. Throws when the step has none or several. */
export function verbOf(step: Step): Verb {
  const [found, ...more] = Object.keys(step).filter((key) => key !== 'because') as Verb[];
  if (!found || more.length > 0) throw new Error(`A step has one verb: ${JSON.stringify(step)}`);
  return found;
}

/** A scenario from its text. Throws with the place of every misspelt or missing key. */
export function parseScenario(source: string, name = 'scenario'): Scenario {
  const document: unknown = JSON.parse(source);
  if (!isScenario(document)) {
    throw new Error(`${name}: ${(isScenario.errors ?? []).map(inWords).join('; ')}`);
  }
  document.steps.forEach(verbOf);
  return document;
}

/** All scenarios of a folder, by file name. */
export function readScenarios(folder: string): Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => parseScenario(readFileSync(join(folder, file), 'utf8'), file));
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` “${params['additionalProperty']}”` : '';
  return `${instancePath || '/'} ${message}${extra}`;
}
