import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Simulation } from '../../machines/simulate.js';
import { logAccess } from '../../persistence/audit.js';
import { listBrokenTraces, type BrokenTraces } from '../../persistence/broken-traces.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import type { Rehearsal } from '../../persistence/rehearsals.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { MigrateDto, RehearseDto, RetireDto, SimulateDto, SkipQuery } from './definitions.dto.js';
import { MigrationService } from './migration.service.js';
import { RehearsalService } from './rehearsal.service.js';
import { SimulationService } from './simulation.service.js';
import { VersionService } from './version.service.js';

/** What is done with a published version: play it, rehearse it, take open cases to it, retire it. */
@ApiTags('definitions')
@Rights('admin')
@Controller('api/definitions/:caseType/versions/:version')
export class VersionsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: VersionService,
    private readonly simulations: SimulationService,
    private readonly rehearsals: RehearsalService,
    private readonly migrations: MigrationService,
  ) {}

  /** Plays a script on a virtual clock. Writes nothing. */
  @Post('simulate')
  @HttpCode(200)
  async simulate(
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: SimulateDto,
  ): Promise<Simulation> {
    return this.simulations.simulate((await this.versions.get(caseType, version)).document, body);
  }

  /** Starts a rehearsal against all open cases of the case type. */
  @Post('rehearse')
  @HttpCode(202)
  async rehearse(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: RehearseDto,
  ): Promise<Rehearsal> {
    const { document } = await this.versions.get(caseType, version);
    return this.rehearsals.start(user, { caseType, document, version }, body);
  }

  /** Asks to take open cases to this version: all, those for which `condition` holds, or those named. It begins when another admin approves it. */
  @Post('migrate')
  @HttpCode(202)
  async migrate(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: MigrateDto,
  ): Promise<PendingChange> {
    await this.versions.get(caseType, version);
    return this.migrations.request(user, { caseType, version }, body);
  }

  /** Asks that the version open no more cases; its open cases go on. It counts when another admin approves it. */
  @Post('retire')
  @HttpCode(202)
  retire(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: RetireDto,
  ): Promise<PendingChange> {
    return this.versions.requestRetirement(user, caseType, version, body);
  }

  /** Whose history breaks a rule of this version: for team leaders the cases of their teams, for admins how many of all break which rule. */
  @Rights('admin', 'teamLeader')
  @Get('broken-traces')
  async brokenTraces(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() query: SkipQuery,
  ): Promise<BrokenTraces> {
    await this.versions.get(caseType, version);
    const leads = user.rights.includes('teamLeader');
    const entry = { action: 'cases.traced', userId: user.id, userName: user.name };
    await logAccess(this.dataSource, { ...entry, details: { caseType, version } });
    const page = { teamIds: leads ? user.teamIds : null, ...query };
    const traces = await listBrokenTraces(this.dataSource, { caseType, version }, page);
    return leads ? traces : { ...traces, items: [] };
  }
}
