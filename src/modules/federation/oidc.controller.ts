import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { Public } from '../auth/access.js';
import { cookieOptions, SESSION_COOKIE } from '../auth/session-cookie.js';
import { CONFIG, LOG } from '../foundation/foundation.module.js';
import { forgetAttempt, keepAttempt, keptAttempt } from './attempt-cookie.js';
import { FederationService } from './federation.service.js';
import { OidcService, type SignInAttempt } from './oidc.service.js';
import { sendOn } from './send-on.js';

/** Signing in at the municipality's OpenID Connect provider. Browsers are sent on, also with a refusal: to `/?signIn=` and its code. */
@ApiTags('session')
@Public()
@Controller('api/sign-in/oidc')
export class OidcController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly oidc: OidcService,
    private readonly federation: FederationService,
  ) {}

  @ApiExcludeEndpoint()
  @Get()
  async begin(@Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      const { url, attempt } = await this.oidc.begin();
      keepAttempt(reply, this.config, JSON.stringify(attempt));
      return url.href;
    });
  }

  @ApiExcludeEndpoint()
  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      const attempt = readAttempt(keptAttempt(request));
      forgetAttempt(reply, this.config);
      const person = await this.oidc.finish(request.originalUrl, attempt);
      const token = await this.federation.signIn(person, request.cookies[SESSION_COOKIE]);
      void reply.setCookie(SESSION_COOKIE, token, cookieOptions(this.config));
      return '/';
    });
  }
}

/** Throws `signInFailed` for whoever comes back without having left from here. */
function readAttempt(cookie: string | undefined): SignInAttempt {
  try {
    const { state, nonce, verifier } = JSON.parse(cookie ?? '') as Partial<SignInAttempt>;
    if (state && nonce && verifier) return { state, nonce, verifier };
  } catch {
    // As if there were none.
  }
  throw new AppError('signInFailed');
}
