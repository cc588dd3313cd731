import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../../errors.js';

/** Sends the browser on to what `to` gives; with a refusal to `/?signIn=` and its code, with the cause in the log. Always by GET. */
export async function sendOn(reply: FastifyReply, log: Logger, to: () => Promise<string>): Promise<void> {
  try {
    await reply.redirect(await to(), 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'notFound') throw error;
    const { code: cause } = (error.cause ?? {}) as { code?: string };
    log.info({ code: error.code, cause }, 'sign-in refused');
    await reply.redirect(`/?signIn=${error.code}`, 303);
  }
}
