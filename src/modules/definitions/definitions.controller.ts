import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import schema from '../../machines/definition.schema.json' with { type: 'json' };
import {
  findVersion,
  listDefinitions,
  type DefinitionRow,
  type DefinitionSummary,
} from '../../persistence/definitions.js';
import { Roles } from '../auth/access.js';

@ApiTags('definitions')
@Roles('caseworker', 'teamLeader', 'admin')
@Controller('api/definitions')
export class DefinitionsController {
  constructor(private readonly dataSource: DataSource) {}

  /** Drafts and versions of all case types, newest first within each. */
  @Get()
  list(): Promise<DefinitionSummary[]> {
    return listDefinitions(this.dataSource);
  }

  /** The JSON Schema of definitions, for editors. */
  @Get('schema')
  schema(): unknown {
    return schema;
  }

  /** One published version with its document. 404 `unknownDefinition`. */
  @Get(':caseType/versions/:version')
  async version(
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<DefinitionRow> {
    const row = await findVersion(this.dataSource, caseType, version);
    if (!row) throw new AppError('unknownDefinition', { caseType, version });
    return row;
  }
}
