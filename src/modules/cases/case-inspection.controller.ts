import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { CaseIdPipe } from './case-id.pipe.js';
import { CaseInspectionService, type CaseMoment, type CertificateView } from './case-inspection.service.js';
import { AtQuery, HistoryQuery, WhatIfDto } from './cases.dto.js';

@ApiTags('cases')
@Rights('caseworker', 'teamLeader')
@Controller('api/cases/:id')
export class CaseInspectionController {
  constructor(private readonly inspection: CaseInspectionService) {}

  /** The events of the case, in order, with what each has done. */
  @Get('history')
  history(
    @CurrentUser() user: SignedInUser,
    @Param('id', CaseIdPipe) id: string,
    @Query() query: HistoryQuery,
  ) {
    return this.inspection.history(user, id, query.afterSeq);
  }

  /** The case as it was at a moment, as it was known then or as it is known now. */
  @Get('at')
  at(
    @CurrentUser() user: SignedInUser,
    @Param('id', CaseIdPipe) id: string,
    @Query() query: AtQuery,
  ): Promise<CaseMoment> {
    return this.inspection.at(user, id, query);
  }

  /** What would come if nothing but the given events happened. Changes nothing. */
  @Post('what-if')
  @HttpCode(200)
  whatIf(@CurrentUser() user: SignedInUser, @Param('id', CaseIdPipe) id: string, @Body() body: WhatIfDto) {
    return this.inspection.whatIf(user, id, body);
  }

  /** How the due day of a deadline was found: anchor, rule, and each day passed over; and how it had been found before. */
  @Get('deadlines/:key/certificate')
  certificate(
    @CurrentUser() user: SignedInUser,
    @Param('id', CaseIdPipe) id: string,
    @Param('key') key: string,
  ): Promise<CertificateView> {
    return this.inspection.certificate(user, id, key);
  }
}
