import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Config } from '../config.js';
import { CONFIG } from '../modules/foundation/foundation.module.js';
import { MetricsModule } from '../modules/metrics/metrics.module.js';
import { deliverThrough, LetterDirectory } from '../persistence/letters.js';
import { DEFINITION_REVIEWS, ORPHANED_MIGRATIONS } from './definition-tasks.js';
import { HOUSEKEEPING } from './housekeeping.js';
import { RECURRING_TASKS } from './recurring-task.js';
import { DELIVER, SchedulerService } from './scheduler.service.js';

/** Background work. Import it in every node; a node with `ROLE=api` leaves the work to the others. */
@Module({
  imports: [ScheduleModule.forRoot(), MetricsModule],
  providers: [
    SchedulerService,
    {
      provide: DELIVER,
      inject: [CONFIG],
      useFactory: ({ dataDir }: Config) => deliverThrough(new LetterDirectory(join(dataDir, 'letters'))),
    },
    { provide: RECURRING_TASKS, useValue: [HOUSEKEEPING, DEFINITION_REVIEWS, ORPHANED_MIGRATIONS] },
  ],
  exports: [SchedulerService, DELIVER],
})
export class SchedulerModule {}
