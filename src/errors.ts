import { ERRORS } from './error-table.js';

export type ErrorCode = keyof typeof ERRORS;

/** A refusal we expect: it has a code from `ERRORS` and details for the one who asked. Anything else thrown is a bug. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(`${ERRORS[code].en} ${JSON.stringify(details)}`, options);
    this.name = 'AppError';
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
