import {
  Catch,
  HttpException,
  ServiceUnavailableException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorCode } from '../../errors.js';
import { databaseRefusal } from '../../persistence/database-refusal.js';
import { languageOf } from './language.js';
import { toProblem } from './problem.js';

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'badRequest',
  // Guards of ours throw `AppError`; Nest itself forbids only what comes from another site.
  403: 'crossSiteRequest',
  404: 'notFound',
  405: 'methodNotAllowed',
  413: 'bodyTooLarge',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
};

/** What may be sent again. */
const LATER: ReadonlySet<ErrorCode> = new Set(['busy', 'databaseAway']);
const RETRY_AFTER_S = 2;

/** Turns everything thrown into `application/problem+json`. What is not an `AppError` is a bug: logged here, once, with the id the client gets. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = asAppError(error);
    if (LATER.has(refusal.code)) void reply.header('retry-after', RETRY_AFTER_S);
    if (refusal.status >= 500) request.log.error({ err: error }, refusal.code);
    else request.log.info({ code: refusal.code }, 'refused');
    const language = languageOf(request.headers['accept-language']);
    void reply
      .status(refusal.status)
      .header('content-language', language)
      .type('application/problem+json; charset=utf-8')
      .send(toProblem(refusal, { url: request.originalUrl, id: request.id, language }));
  }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ServiceUnavailableException)
    return new AppError('notReady', checksOf(error), { cause: error });
  const refused = databaseRefusal(error);
  if (refused) return new AppError(refused, {}, { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = status < 500 ? (CODE_OF_STATUS[status] ?? 'badRequest') : 'unexpected';
  return new AppError(code, {}, { cause: error });
}

/** What the health checks found. */
function checksOf(error: ServiceUnavailableException): Record<string, unknown> {
  const { details } = error.getResponse() as { details?: unknown };
  return { checks: details ?? {} };
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
