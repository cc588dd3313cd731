import { context } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openRequestSpan, type OpenSpan } from '../../tracing/spans.js';

/**
 * Makes each request a span that is named by its route as declared, without ids and search texts. What reads the body forgets whose request it
 * was, so its handlers enter the span once more.
 */
export function traceRequests(fastify: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { method, routeOptions, headers } = request;
    const route = routeOptions.url ?? 'unknown';
    const attributes = { 'http.request.method': method, 'http.route': route, 'http.request.id': request.id };
    const span = openRequestSpan({ name: `${method} ${route}`, attributes }, headers);
    spans.set(request, span);
    context.with(span.context, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) context.with(span.context, done);
    else done();
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    spans.get(request)?.end({ 'http.response.status_code': statusCode }, statusCode >= 500);
    done();
  });
}
