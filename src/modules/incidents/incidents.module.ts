import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { DefinitionsModule } from '../definitions/definitions.module.js';
import { IncidentsController } from './incidents.controller.js';

@Module({ imports: [CasesModule, DefinitionsModule], controllers: [IncidentsController] })
export class IncidentsModule {}
