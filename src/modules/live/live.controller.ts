import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { CurrentUser, type SignedInUser } from '../auth/access.js';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { hashOf } from '../auth/session.service.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { isOurPage } from '../http/our-page.js';
import { LiveService } from './live.service.js';

@ApiTags('live')
@Controller('api/live')
export class LiveController {
  constructor(
    private readonly live: LiveService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Server-sent events: `ready` when listening has begun, `change` with what to ask for anew, `signedOut` when the session is over. No content
   * of cases but their ids. 403 `forbidden` for the pages of others, 429 `tooManyRequests`.
   */
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async stream(
    @CurrentUser() user: SignedInUser,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isOurPage(request.headers, this.config.publicUrl)) throw new AppError('forbidden');
    const { body } = await this.live.open(hashOf(request.cookies[SESSION_COOKIE]!), user);
    await reply.headers(HEADERS).send(body satisfies Readable);
  }
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies pass each event on at once, and compress nothing: a compressor would wait for more.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
