import { Controller, Delete, Get, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { Public } from '../auth/access.js';
import { cookieOptions, SESSION_COOKIE } from '../auth/session-cookie.js';
import { SessionService } from '../auth/session.service.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { OidcService } from './oidc.service.js';
import { SamlService } from './saml.service.js';

export class WaysInDto {
  /** With a user name and a password. */
  local: boolean;
  /** Addresses at which a browser begins to sign in at an identity provider. */
  federated: string[];
}

export class SignedOutDto {
  /** Where the browser goes on to, to end the session at the identity provider too. */
  continueAt: string | null;
}

@ApiTags('session')
@Public()
@Controller('api')
export class SignInController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: SessionService,
    private readonly oidc: OidcService,
    private readonly saml: SamlService,
  ) {}

  /** How people sign in here. */
  @Get('sign-in')
  waysIn(): WaysInDto {
    const { localSignIn: local, oidc, saml } = this.config;
    const federated = [...(oidc ? ['/api/sign-in/oidc'] : []), ...(saml ? ['/api/sign-in/saml'] : [])];
    return { local, federated };
  }

  /** Signs out: the session is gone on the server too. Harmless without a session. */
  @Delete('session')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedOutDto })
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedOutDto> {
    const hint = await this.sessions.signOut(request.cookies[SESSION_COOKIE]);
    void reply.clearCookie(SESSION_COOKIE, { ...cookieOptions(this.config), maxAge: undefined });
    return { continueAt: hint ? await this.endThere(hint) : null };
  }

  private async endThere(hint: string): Promise<string | null> {
    if (this.config.oidc) return this.oidc.endSession(hint);
    return this.config.saml ? this.saml.endSession(hint) : null;
  }
}
