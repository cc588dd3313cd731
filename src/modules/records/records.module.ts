import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { ExportService } from './export.service.js';
import { ExportsController } from './exports.controller.js';
import { HoldsController } from './holds.controller.js';
import { RetentionController } from './retention.controller.js';
import { RetentionService } from './retention.service.js';

/** How long what was recorded is kept, and how it is handed out. */
@Module({
  imports: [CasesModule, ChangesModule],
  controllers: [HoldsController, ExportsController, RetentionController],
  providers: [ExportService, RetentionService],
})
export class RecordsModule {}
