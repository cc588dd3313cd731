import { useRef } from 'react';
import type { ErrorCode, ProblemDetails, ProblemError, Reason } from './api-types.js';
import { isAttended } from './attended.js';
import { reportAway, reportBack } from './connection.js';
import { save } from './ui/save.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface RequestOptions {
  body?: unknown;
  /** The same key with the same body is carried out once, however often it is sent. */
  idempotencyKey?: string;
  /** The revision that was read, of what others may have changed meanwhile. */
  revision?: number;
  signal?: AbortSignal;
}

/** What is used of a problem's body; `reasons` comes with refused events. */
type Refusal = Partial<Pick<ProblemDetails, 'title' | 'status' | 'detail' | 'errors' | 'id'>> & {
  code: ErrorCode | 'offline';
  reasons?: Reason[];
  [detail: string]: unknown;
};

/** A refusal of the server, or `offline` when it did not answer. `code` is from `docs/errors.md`. */
export class ApiProblem extends Error {
  readonly code: ErrorCode | 'offline';
  readonly status: number;
  readonly detail: string;
  readonly errors: ProblemError[];
  readonly reasons: Reason[];
  /** The request in the log, to be quoted. */
  readonly id: string;
  /** Everything the server said; what comes with which code is in `docs/errors.md`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Refusal) {
    super(problem.title ?? problem.code);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.detail = problem.detail ?? '';
    this.errors = problem.errors ?? [];
    this.reasons = problem.reasons ?? [];
    this.id = problem.id ?? '';
    this.details = problem;
  }
}

const GATEWAY = new Set([502, 503, 504]);

/** Asks the server. Throws `ApiProblem`; never anything else but an abort. */
export async function request<Answer>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const reply = await send(method, path, options);
  const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
  // A proxy that answers for a server it cannot reach does not speak our JSON.
  if (GATEWAY.has(reply.status) && !isJson) return unreachable();
  reportBack();
  const body: unknown = isJson ? await reply.json() : undefined;
  if (!reply.ok)
    throw new ApiProblem(
      (body as ProblemDetails | undefined) ?? { code: 'unexpected', status: reply.status },
    );
  return body as Answer;
}

async function send(
  method: Method,
  path: string,
  { body, idempotencyKey, revision, signal }: RequestOptions,
): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang };
  if (!isAttended()) headers['sagsgang-unattended'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    return await fetch(path, { method, headers, ...content, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) throw error;
    return unreachable();
  }
}

function unreachable(): never {
  reportAway();
  throw new ApiProblem({ code: 'offline' });
}

/** Asks for a file and hands it to the browser, under the name that the server gives it. */
export async function download(path: string, body: unknown): Promise<void> {
  const reply = await send('POST', path, { body });
  if (!reply.ok) throw new ApiProblem((await reply.json()) as ProblemDetails);
  const [, name = ''] = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '') ?? [];
  save(await reply.blob(), name);
}

export const get = <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
  request<Answer>('GET', path, signal ? { signal } : {});
export const post = <Answer>(path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> =>
  request<Answer>('POST', path, { body, ...(idempotencyKey && { idempotencyKey }) });

/** An address with those parameters that have a value. */
export function withQuery(
  path: string,
  parameters: Record<string, string | number | boolean | undefined>,
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Not `crypto.randomUUID`, which browsers offer over https only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The idempotency key of one form: the same for the same body, so that pressing again after a broken connection sends nothing twice; a new
 * one for a changed body, and after `renew`.
 */
export function useFormKey(): { keyOf: (body: unknown) => string; renew: () => void } {
  const last = useRef<{ body: string; key: string } | null>(null);
  return {
    keyOf: (body) => {
      const text = JSON.stringify(body);
      if (last.current?.body !== text) last.current = { body: text, key: newKey() };
      return last.current.key;
    },
    renew: () => {
      last.current = null;
    },
  };
}
