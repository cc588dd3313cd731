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
import type { Foundation } from './modules/foundation/foundation.module.js';
import { refuseWrongMethods } from './modules/http/allowed-methods.js';
import { NestLog } from './modules/http/log.js';
import { refuseDeepBodies } from './modules/http/nesting.js';
import { ProblemFilter } from './modules/http/problem.filter.js';
import { validationPipe } from './modules/http/validation.js';
import { serveWeb } from './modules/web/serve-web.js';

const BODY_LIMIT_BYTES = 1_048_576;

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
  app.enableCsrfProtection({ trustedOrigins: config.publicUrl ? [config.publicUrl] : [] });
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

function createAdapter({ config, log }: Foundation): FastifyAdapter {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength: 200 },
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  refuseWrongMethods(fastify);
  refuseDeepBodies(fastify);
  return adapter;
}

/** The routes on which a password can be guessed, as they are declared: an address can be written in many ways. */
const GUESSES = new Set(['POST /api/session', 'PUT /api/me/password']);

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
