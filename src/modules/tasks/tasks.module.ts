import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { TasksController } from './tasks.controller.js';

@Module({ imports: [CasesModule], controllers: [TasksController] })
export class TasksModule {}
