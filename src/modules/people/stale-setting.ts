import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../errors.js';

/** Throws `staleSetting` with what is there, when that is not what was read: another administrator has changed it meanwhile. */
export function refuseStale<T extends object>(seen: T, present: T): void {
  if (!isDeepStrictEqual(seen, present)) throw new AppError('staleSetting', { present });
}
