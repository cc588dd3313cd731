import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { DeadlinesController } from './deadlines.controller.js';

@Module({ imports: [CasesModule], controllers: [DeadlinesController] })
export class DeadlinesModule {}
