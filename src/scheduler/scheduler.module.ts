import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Config } from '../config.js';
import { CONFIG } from '../modules/foundation/foundation.module.js';
import { deliveryProvider } from '../modules/messages/delivery.js';
import { MetricsModule } from '../modules/metrics/metrics.module.js';
import { auditRoot } from './audit-root.js';
import { UNTOLD_CALENDAR } from './calendar-task.js';
import { DEFINITION_REVIEWS, ORPHANED_MIGRATIONS } from './definition-tasks.js';
import { DISPOSAL } from './disposal-task.js';
import { HOUSEKEEPING } from './housekeeping.js';
import { RECURRING_TASKS, type RecurringTask } from './recurring-task.js';
import { SchedulerService } from './scheduler.service.js';

const TASKS = [HOUSEKEEPING, DEFINITION_REVIEWS, ORPHANED_MIGRATIONS, UNTOLD_CALENDAR, DISPOSAL];

/** Background work. Import it in every node; a node with `ROLE=api` leaves the work to the others. */
@Module({
  imports: [ScheduleModule.forRoot(), MetricsModule],
  providers: [
    SchedulerService,
    deliveryProvider,
    {
      provide: RECURRING_TASKS,
      inject: [CONFIG],
      useFactory: ({ auditKeys }: Config): RecurringTask[] => [...TASKS, auditRoot(auditKeys)],
    },
  ],
  exports: [SchedulerService],
})
export class SchedulerModule {}
