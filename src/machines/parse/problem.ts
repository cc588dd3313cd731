import type { Problem } from '../problems.js';
import { PROBLEM_TEXTS, type ParseProblemCode } from './problem-texts.js';

/** One problem with its sentence in both languages; `{name}` in the sentence is `details.name`. */
export function problem(
  code: ParseProblemCode,
  path: string,
  details: Record<string, unknown> = {},
): Problem {
  const { da, en } = PROBLEM_TEXTS[code];
  return { code, path, message: { da: fill(da, details), en: fill(en, details) }, details };
}

function fill(sentence: string, details: Record<string, unknown>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = details[name];
    return (Array.isArray(value) ? value.join(', ') : String(value)).slice(0, 300);
  });
}
