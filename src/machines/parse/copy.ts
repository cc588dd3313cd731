import type { Problem } from '../problems.js';
import { pointer } from './json.js';
import { problem } from './problem.js';

/** Deeper than any honest definition; keeps every recursive check off the end of the stack. */
const MAX_DEPTH = 100;
/** Ten times the largest definition known. */
const MAX_VALUES = 50_000;
const MAX_CHARACTERS = 2_000_000;

/** Half a character: it can neither be stored nor be part of a JSON Pointer. */
const LONE_SURROGATE = /\p{Surrogate}/u;

class TooLarge {}

/**
 * A fresh deep copy in plain objects and lists, of JSON only and of bounded size (`tooLarge`: nothing is copied). What is not JSON,
 * and keys and texts that cannot be stored, are reported and left out.
 */
export function copyJson(source: unknown): { copy: unknown; problems: Problem[] } {
  const copier = new Copier();
  try {
    return { copy: copier.copy(source, '', 0), problems: copier.problems };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const limits = { depth: MAX_DEPTH, values: MAX_VALUES, characters: MAX_CHARACTERS };
    return { copy: undefined, problems: [problem('tooLarge', '', limits)] };
  }
}

class Copier {
  readonly problems: Problem[] = [];
  private values = 0;
  private characters = 0;

  copy(value: unknown, path: string, depth: number): unknown {
    if (depth > MAX_DEPTH || ++this.values > MAX_VALUES) throw new TooLarge();
    if (typeof value === 'string') return this.text(value, path) ? value : undefined;
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return value;
    if (Array.isArray(value)) {
      return Array.from(value, (item, index) => this.copy(item, pointer(path, index), depth + 1));
    }
    if (isPlain(value)) return this.object(value, path, depth);
    this.problems.push(problem('notJson', path));
    return undefined;
  }

  private object(value: object, path: string, depth: number): object {
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (!this.text(key, path)) continue;
      if (key === '__proto__') this.problems.push(problem('badName', pointer(path, key), { name: key }));
      else copy[key] = this.copy(item, pointer(path, key), depth + 1);
    }
    return copy;
  }

  private text(text: string, path: string): boolean {
    this.characters += text.length;
    if (this.characters > MAX_CHARACTERS) throw new TooLarge();
    if (!LONE_SURROGATE.test(text)) return true;
    this.problems.push(problem('malformedText', path));
    return false;
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a worker, a frame) is plain when its prototype is the end of the chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
