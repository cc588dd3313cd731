import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import {
  getMigrationReport,
  getMigrationRun,
  listMigrationItems,
  listMigrationRuns,
  type MigrationItem,
  type MigrationReport,
  type MigrationRun,
} from '../../persistence/migration-runs.js';
import {
  eachRehearsedLine,
  getRehearsal,
  listRehearsals,
  type Rehearsal,
  type RehearsedLine,
} from '../../persistence/rehearsals.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { ItemQuery } from './definitions.dto.js';
import { MigrationIdPipe, RehearsalIdPipe } from './draft-id.pipe.js';
import { MigrationService } from './migration.service.js';
import { csvOf, jsonOf } from './rehearsal-file.js';
import { RehearsalService } from './rehearsal.service.js';

/**
 * Rehearsals and migrations that were started: how far they are, what they have found, and stopping them. Counts and codes for admins; the cases
 * behind them for the leaders of their teams only, who stand in the access log.
 */
@ApiTags('definitions')
@Rights('admin')
@Controller('api/definitions')
export class RunsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rehearsalRuns: RehearsalService,
    private readonly migrationRuns: MigrationService,
    private readonly access: CaseAccessService,
  ) {}

  /** The last hundred, newest first. */
  @Get(':caseType/rehearsals')
  @Rights('admin', 'teamLeader')
  rehearsals(@Param('caseType') caseType: string): Promise<Rehearsal[]> {
    return listRehearsals(this.dataSource, caseType);
  }

  /** What was found, in counts and codes. */
  @Get('rehearsals/:id')
  @Rights('admin', 'teamLeader')
  rehearsal(@Param('id', RehearsalIdPipe) id: string): Promise<Rehearsal> {
    return getRehearsal(this.dataSource, id);
  }

  /** Ends it; what was found is kept. */
  @Delete('rehearsals/:id')
  @HttpCode(204)
  cancel(@Param('id', RehearsalIdPipe) id: string): Promise<void> {
    return this.rehearsalRuns.cancel(id);
  }

  /** The cases of the leader's own teams, as a table to open elsewhere. */
  @Get('rehearsals/:id/cases.csv')
  @Rights('teamLeader')
  @Header('content-type', 'text/csv; charset=utf-8')
  async csv(
    @CurrentUser() user: SignedInUser,
    @Param('id', RehearsalIdPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.send(csvOf(await this.rehearsedLines(user, id)));
  }

  /** The cases of the leader's own teams, with all that was found. */
  @Get('rehearsals/:id/cases.json')
  @Rights('teamLeader')
  @Header('content-type', 'application/json; charset=utf-8')
  async json(
    @CurrentUser() user: SignedInUser,
    @Param('id', RehearsalIdPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.send(jsonOf(await this.rehearsedLines(user, id)));
  }

  private async rehearsedLines(user: SignedInUser, id: string): Promise<AsyncGenerator<RehearsedLine>> {
    const { caseType } = await getRehearsal(this.dataSource, id);
    await this.access.log(user, 'rehearsedCases.listed', null, { rehearsal: id, caseType });
    return eachRehearsedLine(this.dataSource, id, viewerOf(user));
  }

  /** The last hundred, newest first. */
  @Get(':caseType/migrations')
  @Rights('admin', 'teamLeader')
  migrations(@Param('caseType') caseType: string): Promise<MigrationRun[]> {
    return listMigrationRuns(this.dataSource, caseType);
  }

  @Get('migrations/:id')
  @Rights('admin', 'teamLeader')
  migration(@Param('id', MigrationIdPipe) id: string): Promise<MigrationReport> {
    return getMigrationReport(this.dataSource, id);
  }

  /** What became of each case of the leader's own teams, by case id. */
  @Get('migrations/:id/cases')
  @Rights('teamLeader')
  async items(
    @CurrentUser() user: SignedInUser,
    @Param('id', MigrationIdPipe) id: string,
    @Query() query: ItemQuery,
  ): Promise<{ items: MigrationItem[]; next: string | null }> {
    const { caseType } = await getMigrationRun(this.dataSource, id);
    const items = await listMigrationItems(this.dataSource, id, viewerOf(user), query);
    const page = { items, next: items.length === query.limit ? items.at(-1)!.caseId : null };
    return this.access.listed(user, 'migratedCases', { migration: id, caseType }, page);
  }

  /** The case at work is finished first. */
  @Post('migrations/:id/pause')
  @HttpCode(200)
  pause(
    @CurrentUser() user: SignedInUser,
    @Param('id', MigrationIdPipe) id: string,
  ): Promise<MigrationReport> {
    return this.migrationRuns.set(user, id, 'paused');
  }

  @Post('migrations/:id/resume')
  @HttpCode(200)
  resume(
    @CurrentUser() user: SignedInUser,
    @Param('id', MigrationIdPipe) id: string,
  ): Promise<MigrationReport> {
    return this.migrationRuns.set(user, id, 'running');
  }

  /** For good; cases that have gone over stay where they are. */
  @Post('migrations/:id/cancel')
  @HttpCode(200)
  stop(
    @CurrentUser() user: SignedInUser,
    @Param('id', MigrationIdPipe) id: string,
  ): Promise<MigrationReport> {
    return this.migrationRuns.set(user, id, 'cancelled');
  }
}
