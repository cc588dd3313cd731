import type { Definition } from '../definition.js';
import { pointer } from '../parse/json.js';
import type { Problem } from '../problems.js';
import { found } from './texts.js';

const CALL = /\bseries\(\s*(["'])(.*?)\1/g;

/** Series that expressions or texts name, and that the calendar does not have. */
export function checkSeries(definition: Definition, known: readonly string[]): Problem[] {
  return findCalls(definition)
    .filter(({ name }) => !known.includes(name))
    .map(({ name, path }) => found('unknownSeries', path, { name, known: known.join(', ') }));
}

/** The names of the series that expressions or texts name, each once. */
export const seriesIn = (definition: Definition): string[] => [
  ...new Set(findCalls(definition).map(({ name }) => name)),
];

function findCalls(definition: Definition): { name: string; path: string }[] {
  const calls: { name: string; path: string }[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      for (const [, , name = ''] of value.matchAll(CALL)) calls.push({ name, path });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) look(item, pointer(path, key));
    }
  };
  look(definition, '');
  return calls;
}
