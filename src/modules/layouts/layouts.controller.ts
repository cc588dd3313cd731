import { Controller, Get, Param, ParseIntPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { StatechartLayout } from '../../machines/statechart/layout.js';
import { Rights } from '../auth/access.js';
import { LayoutQuery } from './layouts.dto.js';
import { LayoutsService } from './layouts.service.js';

const A_YEAR_IN_SECONDS = 31_536_000;

@ApiTags('definitions')
@Rights('caseworker', 'teamLeader', 'admin')
@Controller('api/definitions/:caseType/versions/:version/statechart')
export class LayoutsController {
  constructor(private readonly layouts: LayoutsService) {}

  /** The drawn statechart of a published version, in one language. It never changes, and browsers keep it. 404 `unknownDefinition`. */
  @Get()
  async statechart(
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() { language }: LayoutQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatechartLayout> {
    const layout = await this.layouts.get({ caseType, version, language });
    void reply.header('cache-control', `private, max-age=${A_YEAR_IN_SECONDS}, immutable`);
    return layout;
  }
}
