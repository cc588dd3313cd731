import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Right, Role } from '../../machines/definition.js';
import type { Viewer } from '../../persistence/viewer.js';
import { AppError } from '../../errors.js';

/** The one who asks, as the session says. */
export interface SignedInUser {
  id: string;
  username: string;
  name: string;
  /** Who the user is in cases: events and tasks name these. */
  roles: Role[];
  /** What the roles allow in the product. Nothing else opens a page or a route. */
  rights: Right[];
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
export const ALLOWED_RIGHTS = 'sagsgang:rights';

/** Open to everybody: signing in, health, the start page. Everything else needs a session. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** Only users with one of these rights; without it every signed-in user. */
export const Rights = (...rights: Right[]) => SetMetadata(ALLOWED_RIGHTS, rights);

/** Parameter: the signed-in user. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): SignedInUser => {
  const { user } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!user) throw new AppError('notSignedIn');
  return user;
});
