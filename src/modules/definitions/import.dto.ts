import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { RIGHTS, type Right } from '../../machines/definition.js';
import type { RoleChoice } from '../../machines/import.js';
import { Optional } from '../http/optional.js';

export class ImportedTitleDto {
  @ApiProperty({ example: 'Jurist' })
  @IsString()
  @Matches(/\S/)
  @MaxLength(100)
  da: string;

  @ApiPropertyOptional({ type: String, example: 'Legal adviser' })
  @Optional()
  @IsString()
  @MaxLength(100)
  en?: string;
}

export class RoleChoiceDto implements RoleChoice {
  @ApiProperty({ example: 'GRO', description: 'As the workflow names it' })
  @IsString()
  @MaxLength(200)
  name: string;

  @ApiPropertyOptional({
    example: 'legalAdviser',
    description: 'A role of the house; left out: one to be made',
  })
  @Optional()
  @Matches(/^[A-Za-z][A-Za-z0-9_]*$/)
  @MaxLength(60)
  key?: string;

  @ApiPropertyOptional({ type: ImportedTitleDto })
  @Optional()
  @ValidateNested()
  @Type(() => ImportedTitleDto)
  title?: ImportedTitleDto;

  @ApiProperty({ enum: RIGHTS })
  @IsIn(RIGHTS)
  rights: Right;
}

export class ImportDto {
  @ApiProperty({ type: Object, description: 'XState config as JSON, or a workflow of eGov DIGIT' })
  @IsObject()
  machine: Record<string, unknown>;

  @ApiPropertyOptional({
    type: [RoleChoiceDto],
    description:
      'What the roles of a workflow of DIGIT are here; the caseworker, where nothing is said of one',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => RoleChoiceDto)
  roles?: RoleChoiceDto[];
}
