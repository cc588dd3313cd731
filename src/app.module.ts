import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './modules/auth/auth.module.js';
import { DocsModule } from './modules/docs/docs.module.js';
import { FoundationModule, type Foundation } from './modules/foundation/foundation.module.js';
import { HealthModule } from './modules/health/health.module.js';
import { MetricsModule } from './modules/metrics/metrics.module.js';
import { PeopleModule } from './modules/people/people.module.js';

@Module({ imports: [AuthModule, DocsModule, HealthModule, MetricsModule, PeopleModule] })
export class AppModule {
  static with(foundation: Foundation): DynamicModule {
    return { module: AppModule, imports: [FoundationModule.with(foundation)] };
  }
}
