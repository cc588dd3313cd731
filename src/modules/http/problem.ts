import { ERRORS } from '../../error-table.js';
import { AppError, type ErrorCode } from '../../errors.js';
import type { Language } from './language.js';

/** One thing wrong with a request: where (`facts.outcome`, or empty for the whole) and what. */
export interface ProblemError {
  path: string;
  code: string;
  message: string;
}

/** The body of every refusal: RFC 9457, with our `code`. Further members are the details of the code (`docs/errors.md`). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance: string;
  /** The request, for the one who reads the log. */
  id: string;
  errors: ProblemError[];
  [detail: string]: unknown;
}

interface Asked {
  url: string;
  id: string;
  language: Language;
}

/** What the client is told of an error. Query strings are left out of `instance`: a search text may name a citizen. */
export function toProblem(error: AppError, asked: Asked): ProblemDetails {
  const title = ERRORS[error.code][asked.language];
  const details = inLanguage(error.details, asked.language);
  return {
    errors: [],
    ...details,
    type: `urn:sagsgang:error:${error.code}`,
    title,
    status: error.status,
    code: error.code,
    detail: detailOf(details, asked.language) || title,
    instance: asked.url.split('?', 1)[0]!,
    id: asked.id,
  };
}

interface BilingualError {
  path: string;
  code: string;
  message: { da: string; en: string };
}

function inLanguage(details: Record<string, unknown>, language: Language): Record<string, unknown> {
  const errors = details['errors'] as BilingualError[] | undefined;
  if (!errors) return details;
  return { ...details, errors: errors.map((entry) => ({ ...entry, message: entry.message[language] })) };
}

function detailOf(details: Record<string, unknown>, language: Language): string {
  const errors = (details['errors'] ?? []) as ProblemError[];
  const reasons = (details['reasons'] ?? []) as { text?: { da: string; en: string } }[];
  const sentences = [
    ...errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)),
    ...reasons.flatMap((reason) => (reason.text ? [reason.text[language]] : [])),
  ];
  return sentences.join(' ');
}
