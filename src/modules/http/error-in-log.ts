import { AppError } from '../../errors.js';

/** What the log may say of an error. */
interface LoggedError {
  type: string;
  /** A code of ours, of Node's, or PostgreSQL's SQLSTATE. */
  code?: string;
  message?: string;
  /** Names of PostgreSQL's: never values. */
  table?: string;
  column?: string;
  constraint?: string;
  routine?: string;
  /** Places in the code only: the first lines of a stack repeat the message. */
  stack: string[];
  cause?: LoggedError;
}

const NAMES = ['code', 'table', 'column', 'constraint', 'routine'] as const;
/** Their messages are made by the runtime from the code, not from what people write. */
const TELLING = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError']);
/** Node's own errors: `ECONNREFUSED`, `ERR_HTTP_HEADERS_SENT`. */
const OF_NODE = /^E[A-Z_0-9]+$/;
const MOST_CAUSES = 5;

/**
 * An error as the log may have it: by what is allowed, not by what is forbidden. Messages of the database, of parsers and of our refusals can
 * hold what a person has written, and are left out.
 */
export function errorInLog(error: unknown, causes = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const type = error.constructor.name;
  const given = error as unknown as Record<string, unknown>;
  const named = NAMES.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : []));
  return {
    type,
    ...Object.fromEntries(named),
    ...(mayBeTold(error, type) && { message: error.message }),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause !== undefined && causes < MOST_CAUSES && { cause: errorInLog(error.cause, causes + 1) }),
  };
}

function mayBeTold(error: Error, type: string): boolean {
  if (error instanceof AppError) return false;
  const { code } = error as { code?: unknown };
  return (
    TELLING.has(type) ||
    (typeof code === 'string' && OF_NODE.test(code)) ||
    (type === 'Error' && code === undefined)
  );
}
