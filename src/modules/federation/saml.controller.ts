import { Body, Controller, Get, Header, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { Public } from '../auth/access.js';
import { cookieOptions, SESSION_COOKIE } from '../auth/session-cookie.js';
import { CONFIG, LOG } from '../foundation/foundation.module.js';
import { TakesForm } from '../http/form-bodies.js';
import { forgetAttempt, keepAttempt, keptAttempt } from './attempt-cookie.js';
import { FederationService } from './federation.service.js';
import { SamlService } from './saml.service.js';
import { sendOn } from './send-on.js';

/** Signing in at the municipality's SAML 2.0 provider. Browsers are sent on, also with a refusal: to `/?signIn=` and its code. */
@ApiTags('session')
@Public()
@Controller('api/sign-in/saml')
export class SamlController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly saml: SamlService,
    private readonly federation: FederationService,
  ) {}

  @ApiExcludeEndpoint()
  @Get()
  async begin(@Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      const { url, secret } = await this.saml.begin();
      keepAttempt(reply, this.config, secret);
      return url;
    });
  }

  /** From the provider's page: browsers send none of our cookies along, so the browser comes once more by itself. */
  @ApiExcludeEndpoint()
  @TakesForm()
  @Post('callback')
  async answer(@Body() form: Record<string, unknown> | undefined, @Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      await this.saml.answer(form?.['SAMLResponse']);
      return '/api/sign-in/saml/finish';
    });
  }

  @ApiExcludeEndpoint()
  @Get('finish')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      forgetAttempt(reply, this.config);
      const person = await this.saml.finish(keptAttempt(request));
      const token = await this.federation.signIn(person, request.cookies[SESSION_COOKIE]);
      void reply.setCookie(SESSION_COOKIE, token, cookieOptions(this.config));
      return '/';
    });
  }

  /** The provider sends browsers here whose people have signed out there: their sessions end, in whichever browser. */
  @ApiExcludeEndpoint()
  @Get('logout')
  async signedOutThere(@Req() { originalUrl }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendOn(reply, this.log, async () => {
      const { subject, url } = await this.saml.signedOutThere(originalUrl.split('?')[1] ?? '');
      if (subject) await this.federation.signOut(subject);
      return url;
    });
  }

  /** What the operator of the provider must know. */
  @ApiExcludeEndpoint()
  @Get('metadata')
  @Header('content-type', 'application/samlmetadata+xml; charset=utf-8')
  metadata(): string {
    return this.saml.metadata();
  }
}
