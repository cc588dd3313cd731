import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import { MOST_BYTES_OF_A_FORM, takesForm } from './form-bodies.js';
import { refuseUnstorable } from './storable.js';

/** What a body may hold: bytes; values (names and items, on all levels); names of one object; levels. */
interface Bounds {
  bytes: number;
  values: number;
  names: number;
  levels: number;
}

/** Bodies are copied and checked name by name, in time that grows with the square of the names of one object. */
const MOST_NAMES = 1_000;
/** Twice the depth that a definition may have; far from where functions that call themselves run out of stack. */
const MOST_LEVELS = 200;
const EVERYDAY: Bounds = { bytes: 262_144, values: 5_000, names: MOST_NAMES, levels: MOST_LEVELS };
/** The largest shipped definition has 3,000 values and 72 kB. */
const DOCUMENT: Bounds = { bytes: 1_048_576, values: 60_000, names: MOST_NAMES, levels: MOST_LEVELS };
const FORM: Bounds = { ...EVERYDAY, bytes: MOST_BYTES_OF_A_FORM };
/** Whoever has no session can only ask for one. */
const MOST_BYTES_OF_A_STRANGER = 4_096;
/** A route whose body is a definition, or several. */
export const TakesDocument = () => RouteConfig({ takesDocument: true });

/**
 * Bounds each body before anything walks it: `bodyTooLarge` by its bytes, `badRequest` by what it holds, `invalidBody` for texts that no
 * database holds (also of path and query), and `notSignedIn` for a body of more
 * than a few kilobytes, or without a length, from one whom `isSignedIn` does not know. Must be called before the routes are registered.
 */
export function boundBodies(
  fastify: FastifyInstance,
  isSignedIn: (request: FastifyRequest) => Promise<boolean>,
): void {
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = boundsOf(route.config).bytes;
  });
  fastify.addHook('preParsing', async (request, _reply, payload) => {
    const bytes = declaredBytes(request);
    if (bytes <= MOST_BYTES_OF_A_STRANGER) return payload;
    const { config } = request.routeOptions;
    const known = takesForm(config) || (await isSignedIn(request));
    const { bytes: most } = boundsOf(config);
    if (known && (bytes <= most || bytes === Infinity)) return payload;
    throw new AppError(known || bytes > most ? 'bodyTooLarge' : 'notSignedIn');
  });
  fastify.addHook('preValidation', async ({ body, params, query, routeOptions }) => {
    const exceeded = whatExceeds(boundsOf(routeOptions.config), body);
    if (exceeded) throw new AppError('badRequest', exceeded);
    refuseUnstorable({ '': body, params, query });
  });
}

function boundsOf(config: unknown): Bounds {
  if (takesForm(config)) return FORM;
  return (config as { takesDocument?: boolean } | undefined)?.takesDocument ? DOCUMENT : EVERYDAY;
}

/** Without a length, and with one that is no number, a body has no end until it has come. */
function declaredBytes({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity;
  const bytes = Number(headers['content-length'] ?? 0);
  return Number.isNaN(bytes) ? Infinity : bytes;
}

/** Goes down level by level, without calling itself. Undefined when nothing is exceeded; else the bound, for the error. */
function whatExceeds(
  bounds: Omit<Bounds, 'bytes'>,
  body: unknown,
): { maxLevels: number } | { maxValues: number } | { maxNames: number } | undefined {
  let level = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (depth >= bounds.levels) return { maxLevels: bounds.levels };
      const inside: unknown[] = Array.isArray(item) ? item : Object.values(item);
      if (!Array.isArray(item) && inside.length > bounds.names) return { maxNames: bounds.names };
      values += inside.length;
      if (values > bounds.values) return { maxValues: bounds.values };
      for (const value of inside) next.push(value);
    }
    level = next;
  }
  return undefined;
}
