import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import {
  countStates,
  countVersions,
  listAnalyticsCases,
  type AnalyticsCaseRow,
  type StateCounts,
  type VersionCounts,
} from '../../persistence/views/analytics-cases.js';
import {
  getOverview,
  listLeadTimes,
  listTeamIncidents,
  listWorkload,
  type Overview,
  type Workload,
} from '../../persistence/views/analytics-team.js';
import type { Page } from '../../persistence/views/page.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { pageKeyOf } from '../http/page-query.js';
import { AnalyticsCasesQuery, PeriodQuery, StatesQuery, TeamQuery } from './analytics.dto.js';
import { AnalyticsService, type Breach } from './analytics.service.js';
import { inWords, type TeamIncident } from './incident-words.js';

/** What the cases are together: numbers for leaders and admins, and for leaders the cases behind them. */
@ApiTags('analytics')
@Rights('teamLeader')
@Controller('api/analytics')
export class AnalyticsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly analytics: AnalyticsService,
    private readonly access: CaseAccessService,
  ) {}

  /** Open cases by version. */
  @Get('case-types')
  @Rights('teamLeader', 'admin')
  caseTypes(@CurrentUser() user: SignedInUser, @Query() { teamId }: TeamQuery): Promise<VersionCounts[]> {
    return countVersions(this.dataSource, this.analytics.scopeOf(user, teamId));
  }

  /** Open cases by state. */
  @Get('states')
  @Rights('teamLeader', 'admin')
  states(@CurrentUser() user: SignedInUser, @Query() query: StatesQuery): Promise<StateCounts[]> {
    return countStates(this.dataSource, this.analytics.scopeOf(user, query.teamId), query);
  }

  /** How long the cases took that ended in a period, by case type and month. */
  @Get('lead-times')
  @Rights('teamLeader', 'admin')
  async leadTimes(@CurrentUser() user: SignedInUser, @Query() { teamId, from, to }: PeriodQuery) {
    const zone = await this.analytics.zone();
    return listLeadTimes(this.dataSource, this.analytics.scopeOf(user, teamId), { from, to, zone });
  }

  /** What needs the leader today, in numbers. */
  @Get('overview')
  overview(@CurrentUser() user: SignedInUser, @Query() { teamId }: TeamQuery): Promise<Overview> {
    return getOverview(this.dataSource, this.analytics.caseScopeOf(user, teamId));
  }

  /** The cases behind a number. */
  @Get('cases')
  async cases(
    @CurrentUser() user: SignedInUser,
    @Query() query: AnalyticsCasesQuery,
  ): Promise<Page<AnalyticsCaseRow>> {
    const filter = { ...query, after: pageKeyOf(query) };
    const scope = this.analytics.caseScopeOf(user, query.teamId);
    const page = await listAnalyticsCases(this.dataSource, scope, filter, await this.analytics.zone());
    const { cursor: _cursor, ...asked } = query;
    return this.access.listed(user, 'cases', asked, page);
  }

  /** What each caseworker has open. */
  @Get('workload')
  workload(@CurrentUser() user: SignedInUser, @Query() { teamId }: TeamQuery): Promise<Workload[]> {
    return listWorkload(this.dataSource, this.analytics.caseScopeOf(user, teamId));
  }

  /** Deadlines that were due in a period and were exceeded, with the coded reasons. */
  @Get('breaches')
  async breaches(
    @CurrentUser() user: SignedInUser,
    @Query() { teamId, from, to }: PeriodQuery,
  ): Promise<Breach[]> {
    const items = await this.analytics.breaches(this.analytics.caseScopeOf(user, teamId), from, to);
    return (await this.access.listed(user, 'deadlines', { teamId, from, to }, { items })).items;
  }

  /** What the system could not do: timers, and cases that could not go to another version. The oldest first. */
  @Get('incidents')
  async incidents(
    @CurrentUser() user: SignedInUser,
    @Query() { teamId }: TeamQuery,
  ): Promise<TeamIncident[]> {
    const rows = await listTeamIncidents(this.dataSource, this.analytics.caseScopeOf(user, teamId));
    return (await this.access.listed(user, 'incidents', { teamId }, { items: rows.map(inWords) })).items;
  }
}
