import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { AppError } from '../../errors.js';
import { constraintText } from './constraint-texts.js';

interface FieldError {
  path: string;
  code: string;
  message: { da: string; en: string };
}

/** Of a thousand wrong fields nobody reads more than these. */
const MOST_ERRORS = 100;

/** Refuses a body or query with unknown or wrong fields, all at once (the first hundred), each with its path (`invalidBody`). */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors: ValidationError[]) =>
      new AppError('invalidBody', {
        errors: errors.flatMap((error) => fieldErrors(error, '')).slice(0, MOST_ERRORS),
      }),
  });
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([code, english]) => ({
    path: path ?? '',
    code,
    message: constraintText(code, english),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}
