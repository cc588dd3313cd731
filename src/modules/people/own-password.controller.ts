import { Body, Controller, HttpCode, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type SignedInUser } from '../auth/access.js';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { hashOf } from '../auth/session.service.js';
import { OwnPasswordDto } from './accounts.dto.js';
import { OwnPasswordService } from './own-password.service.js';

@ApiTags('session')
@Controller('api/me/password')
export class OwnPasswordController {
  constructor(private readonly passwords: OwnPasswordService) {}

  /**
   * Changes the password of whoever asks; all her sessions end but this one. 403 `wrongPassword`, 400 `samePassword`; 429 `tooManyRequests`
   * together with signing in.
   */
  @Put()
  @HttpCode(204)
  change(
    @CurrentUser() user: SignedInUser,
    @Req() request: FastifyRequest,
    @Body() body: OwnPasswordDto,
  ): Promise<void> {
    return this.passwords.change(user, body, hashOf(request.cookies[SESSION_COOKIE]!));
  }
}
