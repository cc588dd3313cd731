import type { FastifyInstance } from 'fastify';
import { AppError } from '../../errors.js';

/** Twice the depth that a definition may have; far from where functions that call themselves run out of stack. */
const MAX_LEVELS = 200;

/** Refuses bodies that nest too deeply with `badRequest`, before anything walks through them. Must be called before the routes are registered. */
export function refuseDeepBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ body }) => {
    if (isDeeperThan(MAX_LEVELS, body)) throw new AppError('badRequest', { maxLevels: MAX_LEVELS });
  });
}

/** Goes down level by level, without calling itself. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level
      .filter((item) => typeof item === 'object' && item !== null)
      .flatMap((item) => Object.values(item!));
    if (level.length === 0) return false;
  }
  return true;
}
