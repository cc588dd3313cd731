import { Module } from '@nestjs/common';
import { CaseAccessService } from './case-access.service.js';
import { CaseInspectionController } from './case-inspection.controller.js';
import { CaseInspectionService } from './case-inspection.service.js';
import { CaseOpeningService } from './case-opening.service.js';
import { CaseService } from './case.service.js';
import { CasesController } from './cases.controller.js';

@Module({
  controllers: [CasesController, CaseInspectionController],
  providers: [CaseAccessService, CaseInspectionService, CaseOpeningService, CaseService],
  exports: [CaseAccessService, CaseService],
})
export class CasesModule {}
