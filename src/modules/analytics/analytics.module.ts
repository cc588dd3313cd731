import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsService } from './analytics.service.js';

@Module({ imports: [CasesModule], controllers: [AnalyticsController], providers: [AnalyticsService] })
export class AnalyticsModule {}
