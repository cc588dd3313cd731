import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { InspectionGateway } from './inspection.gateway.js';

/** Cases as they change, for those who look at them. */
@Module({ imports: [AuthModule, CasesModule], providers: [InspectionGateway] })
export class InspectionModule {}
