import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { InspectionGateway } from './inspection.gateway.js';

/** Cases as they change, for those who look at them. */
@Module({ imports: [AuthModule], providers: [InspectionGateway] })
export class InspectionModule {}
