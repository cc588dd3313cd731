import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of our own asks, for what must not be opened from the pages of others though it changes nothing. A browser says from which page
 * it comes; programs without pages say nothing, and are let in.
 */
export function isOurPage(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  if (origin === undefined || origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
