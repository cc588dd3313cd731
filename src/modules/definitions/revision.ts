import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';

const FORM = /^(?:W\/)?"?(\d{1,9})"?$/;

/** Parameter: the revision of the draft that the client has read, from `If-Match`. Throws `revisionNeeded`. */
export const Revision = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const revision = FORM.exec(headers['if-match'] ?? '')?.[1];
  if (revision === undefined) throw new AppError('revisionNeeded', { header: 'If-Match' });
  return Number(revision);
});

export function setRevision(reply: FastifyReply, revision: number): void {
  void reply.header('etag', `"${revision}"`);
}
