import type { PlainText } from '../effects.js';
import type { Speech } from '../speech.js';

/** What a change bears on, the gravest first: legal rules, deadlines, how cases run, what people read. */
export const SEVERITIES = ['rule', 'deadline', 'behaviour', 'text'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Change {
  /** `rewritten`: written in another way that means the same. */
  kind: 'added' | 'removed' | 'changed' | 'renamed' | 'reordered' | 'rewritten';
  /** JSON Pointer into the later version, or into the earlier one for what was removed. */
  path: string;
  sentence: PlainText;
  before?: unknown;
  after?: unknown;
  severity: Severity;
}

/** Something that is in both versions, while it is compared. */
export interface Place {
  /** JSON Pointer. */
  path: string;
  /** How a sentence about it begins: `Fristen “Partshøring”`. */
  subject: PlainText;
  before: Speech;
  after: Speech;
}

/** An object of the document, read field by field. */
export type Entry = Record<string, unknown>;
