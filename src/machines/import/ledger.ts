import { isObject, pointer } from '../parse/json.js';
import { LINE_TEXTS, type LineCode } from './line-texts.js';

export type Outcome = 'taken' | 'changed' | 'left';

/** What became of one key of the source. */
export interface ImportLine {
  /** JSON Pointer into the source. */
  path: string;
  outcome: Outcome;
  code: LineCode;
  message: { da: string; en: string };
}

type Details = Record<string, string>;

const inWords = (text: string, details: Details): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '');

interface Entry {
  outcome: Outcome;
  code: LineCode;
  details: Details;
  /** Holds for all below it of which nothing else is said. */
  whole: boolean;
}

/** Accounts for the keys of a source while it is read. What is said first of a key stands. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();

  taken(path: string, whole = false): void {
    this.enter(path, { outcome: 'taken', code: 'taken', details: {}, whole });
  }

  changed(path: string, code: LineCode, details: Details = {}, whole = false): void {
    this.enter(path, { outcome: 'changed', code, details, whole });
  }

  /** With all that is below it. */
  left(path: string, code: LineCode, details: Details = {}): void {
    this.enter(path, { outcome: 'left', code, details, whole: true });
  }

  /** A line for every key of the source, in its order. A key that nobody has said anything of is left as unknown. */
  lines(source: unknown): ImportLine[] {
    const lines: ImportLine[] = [];
    const walk = (value: unknown, path: string, above: Entry): void => {
      const below = (at: string): Entry => {
        const own = this.entries.get(at);
        return own === undefined ? above : own.whole ? own : UNKNOWN;
      };
      if (Array.isArray(value))
        value.forEach((item, index) => walk(item, pointer(path, index), below(pointer(path, index))));
      if (!isObject(value)) return;
      for (const [key, item] of Object.entries(value)) {
        const at = pointer(path, key);
        lines.push(lineOf(at, this.entries.get(at) ?? above));
        walk(item, at, below(at));
      }
    };
    walk(source, '', UNKNOWN);
    return lines;
  }

  private enter(path: string, entry: Entry): void {
    if (!this.entries.has(path)) this.entries.set(path, entry);
  }
}

const UNKNOWN: Entry = { outcome: 'left', code: 'unknownKey', details: {}, whole: true };

function lineOf(path: string, { outcome, code, details }: Entry): ImportLine {
  const { da, en } = LINE_TEXTS[code];
  return { path, outcome, code, message: { da: inWords(da, details), en: inWords(en, details) } };
}
