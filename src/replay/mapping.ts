import { readFile } from 'node:fs/promises';
import { AppError } from '../errors.js';
import { checkMapping } from './mapping-schema.js';

/** Where the value of a fact comes from. Without `as`, the text itself. */
export interface FactSource {
  /** Key of an attribute of the trace, or of the event when the event has it. */
  attribute: string;
  /** `date`: the local date of an instant in the zone of the calendar. */
  as?: 'text' | 'date' | 'integer' | 'number' | 'boolean';
  /** The log's word → ours. A word that is not listed gives no fact, and is reported. */
  values?: Record<string, string>;
  /** `date`: another date of the trace which this one never comes after. `plus` is an ISO 8601 length, `-P8W`. */
  notAfter?: { attribute: string; plus: string };
}

export interface ActivityMapping {
  event: string;
  facts?: Record<string, FactSource>;
}

/** An event that the log states as an attribute of the trace instead of an event. */
export interface MomentMapping {
  event: string;
  /** Key of the date attribute: when it happened. A trace without it has no such event. */
  at: string;
  facts?: Record<string, FactSource>;
  /** Only when the date `attribute` lies on a later local day than `length` (ISO 8601) after the date `from`. */
  onlyIf?: { attribute: string; from: string; laterThan: string };
}

/** How a log speaks of what a definition speaks of. */
export interface Mapping {
  caseType: string;
  trace: {
    /** Key of the attribute that names the case in reports. */
    name: string;
    /** Key of the date attribute at which the case is opened. */
    start: string;
    facts: Record<string, FactSource>;
  };
  /** Activity, or `activity+lifecycle`, → event. */
  activities: Record<string, ActivityMapping>;
  moments?: MomentMapping[];
  /** Resource → user name of the sandbox; `*` is everybody else. */
  users: { '*': string; [resource: string]: string };
  /** The deadline of the definition that the log has an answer to. */
  deadline?: {
    key: string;
    /** Keys of the date attributes: when it was due, and when the case was closed. */
    due: string;
    closed: string;
  };
}

/** The mapping in a file. `AppError('invalidMapping')` with every fault, misspelt keys included. */
export async function readMapping(path: string): Promise<Mapping> {
  return parseMapping(await readFile(path, 'utf8'));
}

/** As `readMapping`, from its text. */
export function parseMapping(text: string): Mapping {
  const document = parseJson(text);
  const problems = checkMapping(document);
  if (problems.length > 0) throw new AppError('invalidMapping', { problems });
  return document as Mapping;
}

/** What an activity means: the entry for activity and lifecycle, else the one for the activity alone. */
export function activityOf(
  mapping: Mapping,
  activity: string,
  lifecycle: string | undefined,
): ActivityMapping | undefined {
  const exact = `${activity}+${lifecycle}`;
  if (Object.hasOwn(mapping.activities, exact)) return mapping.activities[exact];
  return Object.hasOwn(mapping.activities, activity) ? mapping.activities[activity] : undefined;
}

/** The user who stands for a resource of the log. */
export function userOf(mapping: Mapping, resource: string | undefined): string {
  const known = resource !== undefined && Object.hasOwn(mapping.users, resource);
  return known ? mapping.users[resource]! : mapping.users['*'];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('invalidMapping', { problems: [String((error as Error).message)] }, { cause: error });
  }
}
