import type { EditorState } from '@codemirror/state';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { Schema, Text } from '../../../src/machines/index.js';
import type { ExpressionWords } from './expression-words.js';
import type { JsonText, Spot } from './json-tree.js';
import type { Names } from './names.js';
import { schemasAt } from './schema-walk.js';

/** What completion and help know besides the text. */
export interface Knowledge {
  schema: Schema;
  names: (json: JsonText) => Names;
  words: ExpressionWords;
  language: 'da' | 'en';
}

const PARSE_MS = 200;

/** The whole text of the editor, parsed; as far as it is parsed when that takes too long. */
export function jsonTextOf(state: EditorState): JsonText {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS) ?? syntaxTree(state);
  return { tree, slice: (from, to) => state.sliceDoc(from, to) };
}

/** A title in the language of the page; Danish where English is missing. */
export const wordsIn = (title: Partial<Text> | null | undefined, language: 'da' | 'en'): string =>
  title?.[language] ?? title?.da ?? '';

/** Whether expressions are written here: the whole of it, or within the braces of a text for people. */
export function expressionKind(
  { schema }: Knowledge,
  document: unknown,
  { kind, path }: Spot,
  before: string,
): 'expression' | 'text' | null {
  if (kind === 'key') return path.length === 1 && path[0] === 'reasons' ? 'expression' : null;
  if (path[0] === 'rules' && before.startsWith('when(')) return 'expression';
  const within = (keys: string[], name: string): boolean =>
    schemasAt(schema, document, keys).some(({ ref }) => ref === name);
  if (within(path, 'expression')) return 'expression';
  return within(path.slice(0, -1), 'text') ? 'text' : null;
}
