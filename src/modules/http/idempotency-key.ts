import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import type { IdempotencyKey } from '../../persistence/idempotency.js';

const PRINTABLE = /^[\x21-\x7e]{1,200}$/;

/** Parameter: the `Idempotency-Key` header within the user's own keys, if the client sent one. Throws `badRequest` for a key of a wrong form. */
export const RequestKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyKey | undefined => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !PRINTABLE.test(key))
      throw new AppError('badRequest', { header: 'Idempotency-Key' });
    return { scope: request.user!.id, key };
  },
);
