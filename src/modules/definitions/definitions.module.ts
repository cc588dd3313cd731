import { Module } from '@nestjs/common';
import { DefinitionsController } from './definitions.controller.js';
import { DraftService } from './draft.service.js';
import { DraftsController } from './drafts.controller.js';
import { MigrationService } from './migration.service.js';
import { RehearsalService } from './rehearsal.service.js';
import { RunsController } from './runs.controller.js';
import { SimulationService } from './simulation.service.js';
import { VerificationService } from './verification.service.js';
import { VersionService } from './version.service.js';
import { VersionsController } from './versions.controller.js';

@Module({
  controllers: [DefinitionsController, DraftsController, RunsController, VersionsController],
  providers: [
    DraftService,
    MigrationService,
    RehearsalService,
    SimulationService,
    VerificationService,
    VersionService,
  ],
  exports: [MigrationService],
})
export class DefinitionsModule {}
