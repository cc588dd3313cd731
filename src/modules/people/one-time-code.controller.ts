import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { Public } from '../auth/access.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { CodeDto } from './accounts.dto.js';
import { OneTimeCodeService } from './one-time-code.service.js';

@ApiTags('session')
@Public()
@Controller('api/session/code')
export class OneTimeCodeController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly codes: OneTimeCodeService,
  ) {}

  /** Sets the own password by a code that was handed out. 401 `wrongCode`, 403 `localSignInOff`, 429 `signInPaused`, 400 `trivialPassword`. */
  @Post()
  @HttpCode(204)
  redeem(@Body() body: CodeDto): Promise<void> {
    if (!this.config.localSignIn) throw new AppError('localSignInOff');
    return this.codes.redeem(body);
  }
}
