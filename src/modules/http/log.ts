import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Config } from '../../config.js';
import { idsOfTrace } from '../../tracing/spans.js';
import { errorInLog } from './error-in-log.js';

interface LoggedRequest {
  id: string;
  method: string;
  url: string;
  ip: string;
}

/**
 * JSON lines. Nothing personal is in them: no bodies, no cookies, no query strings (a search text may name a citizen), of
 * errors only what is allowed, and never a CPR number.
 */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: ['*.cookie', '*.authorization', '*.password', '*.cpr', '*.headers'],
    mixin: idsOfTrace,
    serializers: {
      err: errorInLog,
      req: ({ id, method, url, ip }: LoggedRequest) => ({ id, method, path: url.split('?', 1)[0], ip }),
    },
  });
}

/** Lets Nest write into the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.pino.error({ err: message });
    else this.pino.error({ context: rest.at(-1) }, String(message));
  }
}
