import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { cookieOptions } from '../auth/session-cookie.js';

const NAME = 'sagsgang_sign_in';
/** Seconds between leaving for the provider and coming back. */
export const ATTEMPT_SECONDS = 600;

const optionsOf = (config: Config) => ({ ...cookieOptions(config), path: '/api/sign-in' });

/** Lets the browser keep what it must show when it is back from the provider. */
export function keepAttempt(reply: FastifyReply, config: Config, attempt: string): void {
  void reply.setCookie(NAME, attempt, { ...optionsOf(config), maxAge: ATTEMPT_SECONDS });
}

/** What the browser has kept; undefined when it did not leave from here. */
export const keptAttempt = ({ cookies }: FastifyRequest): string | undefined => cookies[NAME];

/** It counts once. */
export function forgetAttempt(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(NAME, { ...optionsOf(config), maxAge: undefined });
}
