import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import type { Right } from '../../machines/definition.js';
import { ALLOWED_RIGHTS, IS_PUBLIC } from './access.js';
import { SESSION_COOKIE, UNATTENDED } from './session-cookie.js';
import { SessionService } from './session.service.js';

/** Guards every route: a session unless `@Public()`, and one of the rights of `@Rights()`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, places)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // A stream is opened again by the browser itself.
    const asksByItself = UNATTENDED in request.headers || request.headers.accept === 'text/event-stream';
    const user = await this.sessions.findUser(request.cookies[SESSION_COOKIE], !asksByItself);
    if (!user) throw new AppError('notSignedIn');
    request.user = user;
    const allowed = this.reflector.getAllAndOverride<Right[]>(ALLOWED_RIGHTS, places);
    if (allowed && !allowed.some((right) => user.rights.includes(right))) {
      throw new AppError('forbidden', { allowedRoles: allowed });
    }
    return true;
  }
}
