import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { IdempotencyKey } from '../../persistence/idempotency.js';
import { listCases, type CaseListRow } from '../../persistence/views/case-list.js';
import type { Page } from '../../persistence/views/page.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { RequestKey } from '../http/idempotency-key.js';
import { pageKeyOf } from '../http/page-query.js';
import { CaseAccessService } from './case-access.service.js';
import { CaseOpeningService, type CaseTypeView } from './case-opening.service.js';
import { CaseService } from './case.service.js';
import type { CaseView } from './case-view.js';
import { CaseQuery, OpenCaseDto, SendEventDto } from './cases.dto.js';
import { CaseIdPipe } from './case-id.pipe.js';

const IDEMPOTENCY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same body is answered again without a second event.',
});

@ApiTags('cases')
@Rights('caseworker', 'teamLeader')
@Controller('api')
export class CasesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
    private readonly cases: CaseService,
    private readonly openings: CaseOpeningService,
  ) {}

  /** What can be opened now, with the form to open it. */
  @Get('case-types')
  caseTypes(): Promise<CaseTypeView[]> {
    return this.openings.listCaseTypes();
  }

  /** Opens a case in one of the user's teams. */
  @Post('cases')
  @IDEMPOTENCY
  open(
    @CurrentUser() user: SignedInUser,
    @Body() body: OpenCaseDto,
    @RequestKey() key?: IdempotencyKey,
  ): Promise<CaseView> {
    return this.openings.open(user, body, key);
  }

  /** Cases of the user's teams, last changed first. */
  @Get('cases')
  async list(@CurrentUser() user: SignedInUser, @Query() query: CaseQuery): Promise<Page<CaseListRow>> {
    const { cursor: _cursor, ...filter } = query;
    const page = await listCases(this.dataSource, viewerOf(user), { ...filter, after: pageKeyOf(query) });
    return this.access.listed(user, 'cases', filter, page);
  }

  /** One case with its tasks, deadlines and the events of its present states, possible or not and why. */
  @Get('cases/:id')
  read(@CurrentUser() user: SignedInUser, @Param('id', CaseIdPipe) id: string): Promise<CaseView> {
    return this.cases.read(user, id);
  }

  /** Sends an event. 409 with `reasons` when it is not possible now; then nothing has changed. */
  @Post('cases/:id/events')
  @HttpCode(200)
  @IDEMPOTENCY
  send(
    @CurrentUser() user: SignedInUser,
    @Param('id', CaseIdPipe) id: string,
    @Body() body: SendEventDto,
    @RequestKey() key?: IdempotencyKey,
  ): Promise<CaseView> {
    return this.cases.send(user, id, body, key);
  }
}
