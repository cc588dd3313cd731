import type { FastifyInstance } from 'fastify';

/**
 * What the API answers is about people: no browser and no proxy keeps it, unless a route says itself that what it serves is of nobody. Errors
 * too, and whatever is asked for without a session.
 */
export function keepNothing(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    const isOurs = request.url.startsWith('/api/') || request.url === '/api';
    if (isOurs && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
}
