import { Module, type DynamicModule } from '@nestjs/common';
import { AnalyticsModule } from './modules/analytics/analytics.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { AuthModule } from './modules/auth/auth.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { CasesModule } from './modules/cases/cases.module.js';
import { ChangesModule } from './modules/changes/changes.module.js';
import { CitizensModule } from './modules/citizens/citizens.module.js';
import { DeadlinesModule } from './modules/deadlines/deadlines.module.js';
import { DefinitionsModule } from './modules/definitions/definitions.module.js';
import { DocsModule } from './modules/docs/docs.module.js';
import { FederationModule } from './modules/federation/federation.module.js';
import { FoundationModule, type Foundation } from './modules/foundation/foundation.module.js';
import { HealthModule } from './modules/health/health.module.js';
import { IncidentsModule } from './modules/incidents/incidents.module.js';
import { InspectionModule } from './modules/inspection/inspection.module.js';
import { LayoutsModule } from './modules/layouts/layouts.module.js';
import { LiveModule } from './modules/live/live.module.js';
import { MessagesModule } from './modules/messages/messages.module.js';
import { MetricsModule } from './modules/metrics/metrics.module.js';
import { PeopleModule } from './modules/people/people.module.js';
import { RecordsModule } from './modules/records/records.module.js';
import { SandboxModule } from './modules/sandbox/sandbox.module.js';
import { StartPageModule } from './modules/start-page/start-page.module.js';
import { TasksModule } from './modules/tasks/tasks.module.js';
import { SchedulerModule } from './scheduler/scheduler.module.js';

@Module({
  imports: [
    AnalyticsModule,
    AuditModule,
    AuthModule,
    CalendarModule,
    CasesModule,
    ChangesModule,
    CitizensModule,
    DeadlinesModule,
    DefinitionsModule,
    DocsModule,
    FederationModule,
    HealthModule,
    IncidentsModule,
    InspectionModule,
    LayoutsModule,
    LiveModule,
    MessagesModule,
    MetricsModule,
    PeopleModule,
    RecordsModule,
    SandboxModule,
    TasksModule,
  ],
})
export class AppModule {
  static with(foundation: Foundation): DynamicModule {
    const background = foundation.config.role === 'api' ? [] : [SchedulerModule];
    // The start page speaks for the server where no web app has been built.
    const startPage = foundation.webDirectory ? [] : [StartPageModule];
    return { module: AppModule, imports: [FoundationModule.with(foundation), ...startPage, ...background] };
  }
}
