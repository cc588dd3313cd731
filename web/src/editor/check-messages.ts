import type { Definition, Neighbours, Problem, Verification } from '../../../src/machines/index.js';
import type { ExpressionWords } from './expression-words.js';

/** Null when they could not be read: then nothing is said of how the document fits them. */
export type KnownNeighbours = Neighbours | null;

/** What the page asks of the worker. */
export type Question =
  { type: 'neighbours'; neighbours: KnownNeighbours } | { type: 'check'; id: number; document: unknown };

/** What the worker answers: first of all what it knows; then to each document how it reads, and after that what was proved. */
export type Answer =
  | { type: 'ready'; fragments: string[]; words: ExpressionWords }
  | { type: 'read'; id: number; definition: Definition | null; problems: Problem[] }
  /** Now and then while it proves: the situations seen so far in the part of the machine that it looks at. */
  | { type: 'progress'; id: number; configurations: number }
  | { type: 'proved'; id: number; verification: Verification };
