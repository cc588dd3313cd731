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
} from '../../persistence/rehearsals.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { ItemQuery } from './definitions.dto.js';
import { MigrationIdPipe, RehearsalIdPipe } from './draft-id.pipe.js';
import { MigrationService } from './migration.service.js';
import { csvOf, jsonOf } from './rehearsal-file.js';
import { RehearsalService } from './rehearsal.service.js';

/** Rehearsals and migrations that were started: how far they are, what they have found, and stopping them. */
@ApiTags('definitions')
@Rights('admin')
@Controller('api/definitions')
export class RunsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rehearsalRuns: RehearsalService,
    private readonly migrationRuns: MigrationService,
  ) {}

  /** The last hundred, newest first. */
  @Get(':caseType/rehearsals')
  @Rights('admin', 'teamLeader')
  async rehearsals(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
  ): Promise<Rehearsal[]> {
    const found = await listRehearsals(this.dataSource, caseType);
    return found.map((rehearsal) => shownTo(user, rehearsal));
  }

  @Get('rehearsals/:id')
  @Rights('admin', 'teamLeader')
  async rehearsal(
    @CurrentUser() user: SignedInUser,
    @Param('id', RehearsalIdPipe) id: string,
  ): Promise<Rehearsal> {
    return shownTo(user, await getRehearsal(this.dataSource, id));
  }

  /** Ends it; what was found is kept. */
  @Delete('rehearsals/:id')
  @HttpCode(204)
  cancel(@Param('id', RehearsalIdPipe) id: string): Promise<void> {
    return this.rehearsalRuns.cancel(id);
  }

  /** Every case, as a table to open elsewhere. */
  @Get('rehearsals/:id/cases.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async csv(@Param('id', RehearsalIdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    await getRehearsal(this.dataSource, id);
    await reply.send(csvOf(eachRehearsedLine(this.dataSource, id)));
  }

  /** Every case, with all that was found. */
  @Get('rehearsals/:id/cases.json')
  @Header('content-type', 'application/json; charset=utf-8')
  async json(@Param('id', RehearsalIdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    await getRehearsal(this.dataSource, id);
    await reply.send(jsonOf(eachRehearsedLine(this.dataSource, id)));
  }

  /** The last hundred, newest first. */
  @Get(':caseType/migrations')
  migrations(@Param('caseType') caseType: string): Promise<MigrationRun[]> {
    return listMigrationRuns(this.dataSource, caseType);
  }

  @Get('migrations/:id')
  migration(@Param('id', MigrationIdPipe) id: string): Promise<MigrationReport> {
    return getMigrationReport(this.dataSource, id);
  }

  /** What became of each case, by case id. */
  @Get('migrations/:id/cases')
  async items(
    @Param('id', MigrationIdPipe) id: string,
    @Query() query: ItemQuery,
  ): Promise<{ items: MigrationItem[]; next: string | null }> {
    await getMigrationRun(this.dataSource, id);
    const items = await listMigrationItems(this.dataSource, id, query);
    return { items, next: items.length === query.limit ? items.at(-1)!.caseId : null };
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

/** Who reviews a draft sees what it would do to how many cases, but not to which: they may be those of other teams. */
function shownTo({ rights }: SignedInUser, rehearsal: Rehearsal): Rehearsal {
  const { summary } = rehearsal;
  if (!summary || rights.includes('admin')) return rehearsal;
  const groups = summary.groups.map((group) => ({ ...group, examples: [] }));
  return { ...rehearsal, summary: { ...summary, groups } };
}
