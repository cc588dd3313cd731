import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { liftCaseHold, placeCaseHold, type CaseHold } from '../../persistence/case-holds.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { HoldDto } from './records.dto.js';

/** Legal hold: a leader of the team says that a case must not be disposed of, and why. */
@ApiTags('records')
@Rights('teamLeader')
@Controller('api/cases/:id/hold')
export class HoldsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
  ) {}

  /** From now on the case, and with it its family, is not disposed of. 409 `alreadyHeld`. */
  @Post()
  async place(
    @CurrentUser() user: SignedInUser,
    @Param('id', CaseIdPipe) caseId: string,
    @Body() { reason }: HoldDto,
  ): Promise<CaseHold> {
    const details = { reason };
    await this.access.getCaseToChange(user, caseId, 'case.held', details);
    return this.access.logged(user, { action: 'case.held', caseId, details }, async () => {
      const done = await placeCaseHold(this.dataSource, caseId, reason, user);
      if (!done) throw new AppError('alreadyHeld', { caseId });
      return { done, caseId };
    });
  }

  /** The case is disposed of in its time, as others are. 409 `notHeld`. */
  @Delete()
  @HttpCode(204)
  async lift(@CurrentUser() user: SignedInUser, @Param('id', CaseIdPipe) caseId: string): Promise<void> {
    await this.access.getCaseToChange(user, caseId, 'case.released');
    await this.access.logged(user, { action: 'case.released', caseId, details: {} }, async () => {
      const done = await liftCaseHold(this.dataSource, caseId, user);
      if (!done) throw new AppError('notHeld', { caseId });
      return { done, caseId };
    });
  }
}
