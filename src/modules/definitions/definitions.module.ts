import { Module } from '@nestjs/common';
import type { ThreadOptions } from '../../threads/work-thread.js';
import { THREADS } from '../foundation/foundation.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { LayoutsModule } from '../layouts/layouts.module.js';
import { DefinitionsController } from './definitions.controller.js';
import { DraftService } from './draft.service.js';
import { DraftsController } from './drafts.controller.js';
import { MigrationService } from './migration.service.js';
import { RebaseService } from './rebase.service.js';
import { RehearsalService } from './rehearsal.service.js';
import { RunsController } from './runs.controller.js';
import { SimulationService } from './simulation.service.js';
import { VerificationThread } from './verification-thread.js';
import { VerificationService } from './verification.service.js';
import { VersionService } from './version.service.js';
import { VersionsController } from './versions.controller.js';

@Module({
  imports: [CasesModule, ChangesModule, LayoutsModule],
  controllers: [DefinitionsController, DraftsController, RunsController, VersionsController],
  providers: [
    DraftService,
    MigrationService,
    RebaseService,
    RehearsalService,
    SimulationService,
    VerificationService,
    {
      provide: VerificationThread,
      inject: [THREADS],
      useFactory: (options: ThreadOptions) => new VerificationThread(options),
    },
    VersionService,
  ],
  exports: [MigrationService],
})
export class DefinitionsModule {}
