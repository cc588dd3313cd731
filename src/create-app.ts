import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { AppError } from './errors.js';
import { serveOpenApi } from './modules/docs/openapi.js';
import { SESSION_COOKIE } from './modules/auth/session-cookie.js';
import { SessionService } from './modules/auth/session.service.js';
import type { Foundation } from './modules/foundation/foundation.module.js';
import { refuseWrongMethods } from './modules/http/allowed-methods.js';
import { boundBodies } from './modules/http/body-bounds.js';
import { goesToForm, readForms } from './modules/http/form-bodies.js';
import { NestLog } from './modules/http/log.js';
import { keepNothing } from './modules/http/personal-answers.js';
import { readUnreadBodies } from './modules/http/unread-bodies.js';
import { ProblemFilter } from './modules/http/problem.filter.js';
import { traceRequests } from './modules/http/request-spans.js';
import { validationPipe } from './modules/http/validation.js';
import { serveWeb } from './modules/web/serve-web.js';

/** The application on its foundation, ready to `listen()` or to be asked by tests. Closing it closes the database. */
export async function createApp(foundation: Foundation): Promise<NestFastifyApplication> {
  const { config, log } = foundation;
  const adapter = createAdapter(foundation);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(foundation), adapter, {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY } });
  await app.register(cookie);
  await app.register(rateLimit, rateLimits(config));
  app.enableCsrfProtection({
    trustedOrigins: config.publicUrl ? [config.publicUrl] : [],
    exclude: (request: FastifyRequest) => goesToForm(request),
  });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  serveOpenApi(app);
  if (foundation.webDirectory) await serveWeb(app, foundation.webDirectory);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** Only what the product serves itself; nothing inline, nothing evaluated. */
const CONTENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** A request that has not come to its end by then is hung up on. */
const REQUEST_TIMEOUT_MS = 60_000;

function createAdapter({ config, log, dataSource }: Foundation): FastifyAdapter {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  if (config.tracing) traceRequests(fastify);
  readForms(fastify);
  refuseWrongMethods(fastify);
  keepNothing(fastify);
  const sessions = new SessionService(config, dataSource);
  readUnreadBodies(fastify);
  boundBodies(fastify, async ({ cookies }) => (await sessions.findUser(cookies[SESSION_COOKIE])) !== null);
  return adapter;
}

/** The routes on which a password can be guessed, as they are declared: an address can be written in many ways. */
const GUESSES = new Set(['POST /api/session', 'POST /api/session/code', 'PUT /api/me/password']);

function isGuess({ method, routeOptions }: FastifyRequest): boolean {
  return GUESSES.has(`${method} ${routeOptions.url}`);
}

function rateLimits(config: Config) {
  return {
    timeWindow: '1 minute',
    max: (request: FastifyRequest) => (isGuess(request) ? config.loginRateLimit : config.rateLimit),
    keyGenerator: (request: FastifyRequest) => `${isGuess(request) ? 'guess' : 'any'} ${request.ip}`,
    allowList: (request: FastifyRequest) => request.url.startsWith('/health/'),
    errorResponseBuilder: () => new AppError('tooManyRequests'),
  };
}
