import { get, isName, objectOf, pointer, type JsonObject } from './json.js';
import type { State } from './states.js';
import type { Report } from './subset.js';

/** What the names checks read: the expanded document, its states, and where to report. */
export interface Scope {
  document: JsonObject;
  root: State;
  report: Report;
}

const UNKNOWN = {
  events: 'unknownEvent',
  tasks: 'unknownTask',
  deadlines: 'unknownDeadline',
  facts: 'unknownFact',
  letters: 'unknownLetter',
  parameters: 'unknownParameter',
} as const;
type Section = keyof typeof UNKNOWN;

/** The entries of a section. */
export function section(document: JsonObject, name: string): [string, unknown][] {
  return Object.entries(objectOf(document[name]));
}

/** Reports names that the section does not describe; what is not a name was reported with the shape. */
export function checkNamed({ document, report }: Scope, within: Section, names: unknown, path: string): void {
  const described = within === 'facts' ? get(document['facts'], 'properties') : document[within];
  const check = (name: unknown, at: string): void => {
    if (typeof name !== 'string' || !isName(name) || Object.hasOwn(objectOf(described), name)) return;
    report(UNKNOWN[within], at, { name }, { name, known: () => Object.keys(objectOf(described)) });
  };
  if (!Array.isArray(names)) return check(names, path);
  names.forEach((name, index) => check(name, pointer(path, index)));
}
