import type { Definition } from '../definition.js';
import { pointer } from '../parse/json.js';
import type { Problem } from '../problems.js';
import { found } from './texts.js';

const CALL = /\bseries\(\s*(["'])(.*?)\1/g;

/** Series that expressions or texts name, and that the calendar does not have. */
export function checkSeries(definition: Definition, known: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      for (const [, , name = ''] of value.matchAll(CALL))
        if (!known.includes(name))
          problems.push(found('unknownSeries', path, { name, known: known.join(', ') }));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) look(item, pointer(path, key));
    }
  };
  look(definition, '');
  return problems;
}
