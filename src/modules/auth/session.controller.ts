import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { CurrentUser, Public, type SignedInUser } from './access.js';
import { cookieOptions, SESSION_COOKIE } from './session-cookie.js';
import { MeDto, SignInDto } from './session.dto.js';
import { SessionService } from './session.service.js';

@ApiTags('session')
@Controller('api')
export class SessionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: SessionService,
  ) {}

  /** Signs in and sets the session cookie; the session that was there is over. 401 `wrongCredentials`, 403 `localSignInOff`, 429 `signInPaused`, `tooManyRequests`. */
  @Public()
  @Post('session')
  @HttpCode(200)
  async signIn(
    @Body() { username, password }: SignInDto,
    @Req() { cookies }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    if (!this.config.localSignIn) throw new AppError('localSignInOff');
    const { token, user } = await this.sessions.signIn(username, password, cookies[SESSION_COOKIE]);
    void reply.setCookie(SESSION_COOKIE, token, cookieOptions(this.config));
    return user;
  }

  /** Who is signed in. */
  @Get('me')
  me(@CurrentUser() user: SignedInUser): MeDto {
    return user;
  }
}
