import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../../machines/definition.js';
import type { Viewer } from '../../persistence/viewer.js';
import { AppError } from '../../errors.js';

/** The one who asks, as the session says. */
export interface SignedInUser {
  id: string;
  username: string;
  name: string;
  roles: Role[];
  teamIds: string[];
}

/** Whose eyes a list or a case must be open to. */
export function viewerOf({ id, teamIds }: SignedInUser): Viewer {
  return { userId: id, teamIds };
}

declare module 'fastify' {
  interface FastifyRequest {
    user?: SignedInUser;
  }
}

export const IS_PUBLIC = 'sagsgang:public';
export const ALLOWED_ROLES = 'sagsgang:roles';

/** Open to everybody: signing in, health, the start page. Everything else needs a session. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** Only users with one of these roles; without it every signed-in user. */
export const Roles = (...roles: Role[]) => SetMetadata(ALLOWED_ROLES, roles);

/** Parameter: the signed-in user. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): SignedInUser => {
  const { user } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!user) throw new AppError('notSignedIn');
  return user;
});
