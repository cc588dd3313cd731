import { AppError } from '../../errors.js';
import type { StateMap } from '../../machines/migrate.js';

/** The map of a request. Throws `invalidBody` when a value is no path. */
export function readStateMap(given: Record<string, unknown> = {}): StateMap {
  const wrong = Object.entries(given).filter(([, path]) => typeof path !== 'string' || path === '');
  if (wrong.length === 0) return { ...given } as StateMap;
  const message = { da: 'skal være stien til en tilstand', en: 'must be the path of a state' };
  const errors = wrong.map(([state]) => ({ path: `stateMap.${state}`, code: 'isString', message }));
  throw new AppError('invalidBody', { errors });
}
