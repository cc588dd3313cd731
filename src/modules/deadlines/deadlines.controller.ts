import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listDeadlines, type DeadlineListRow } from '../../persistence/views/deadline-list.js';
import type { Page } from '../../persistence/views/page.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { pageKeyOf } from '../http/page-query.js';
import { DeadlineQuery } from './deadlines.dto.js';

@ApiTags('deadlines')
@Rights('caseworker', 'teamLeader')
@Controller('api/deadlines')
export class DeadlinesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
  ) {}

  /** Running deadlines of the user's teams, the nearest first. */
  @Get()
  async list(
    @CurrentUser() user: SignedInUser,
    @Query() query: DeadlineQuery,
  ): Promise<Page<DeadlineListRow>> {
    const { dueBefore, kind, limit } = query;
    const filter = { dueBefore, kind, limit, after: pageKeyOf(query) };
    const page = await listDeadlines(this.dataSource, viewerOf(user), filter);
    return this.access.listed(user, 'deadlines', { dueBefore, kind }, page);
  }
}
