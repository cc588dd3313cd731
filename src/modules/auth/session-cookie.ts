import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '../../config.js';

export const SESSION_COOKIE = 'sagsgang_session';
/** Header of what a page asks by itself while nobody sits there: it keeps no session alive. */
export const UNATTENDED = 'sagsgang-unattended';

/** Out of reach of scripts and of other sites; over https only where the product is reached by https. */
export function cookieOptions(config: Config): CookieSerializeOptions {
  const secure = config.production || config.publicUrl?.startsWith('https:') === true;
  return { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: config.sessionHours * 3600 };
}
