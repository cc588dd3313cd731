import type { Environment } from '@marcbachmann/cel-js';
import { ValueError } from './values.js';

/** Beyond it two whole numbers may be the same double. */
const isExact = (value: number | bigint): boolean => Number.isSafeInteger(Number(value));

function exactly(value: bigint): bigint {
  if (!isExact(value)) throw new ValueError(`${value} is too large.`);
  return value;
}

/** What a decimal number came to. Throws a ValueError where that is none: division by zero, or too large. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ValueError(`${value} is not a number.`);
  return value;
}

/** `int(…)`: the whole part of a number, or the number that is written. Throws a ValueError for what is not exactly that. */
export function toInt(value: unknown): bigint {
  if (typeof value === 'bigint') return exactly(value);
  if (typeof value === 'number') return exactly(BigInt(Math.trunc(finite(value))));
  if (typeof value === 'string' && /^-?\d{1,16}$/.test(value)) return exactly(BigInt(value));
  throw new ValueError(`${JSON.stringify(value)} is not a whole number.`);
}

/** `double(…)`. Throws a ValueError for text that is no decimal number, and for a whole number that a double cannot hold. */
export function toDouble(value: unknown): number {
  if (typeof value === 'bigint') return Number(exactly(value));
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value))
    return finite(Number(value));
  throw new ValueError(`${JSON.stringify(value)} is not a number.`);
}

/**
 * The library counts `int(1e19)` as a number that it does not hold, `int("")` as 0 and `1.0 / 0.0` as larger than all others. These take the place of its own in
 * what runs (`running-text.ts`); no author can write them.
 */
export const EXACT = { int: 'exactInt', double: 'exactDouble', finite: 'finiteDouble' } as const;

export function registerExact(env: Environment): void {
  for (const type of ['int', 'double', 'string']) {
    env.registerFunction(`${EXACT.int}(${type}): int`, toInt, { async: false });
    env.registerFunction(`${EXACT.double}(${type}): double`, toDouble, { async: false });
  }
  env.registerFunction(`${EXACT.finite}(double): double`, finite, { async: false });
}
