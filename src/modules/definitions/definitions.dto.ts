import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Language } from '../../machines/date-text.js';
import type { Facts } from '../../machines/snapshot.js';
import type { ScriptStep } from '../../machines/simulate.js';
import { LANGUAGES } from '../../machines/wording.js';
import { IsMoment } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import { LimitQuery } from '../http/page-query.js';

/** Why something is done: it stays with the draft or version for ever. */
export class NoteDto {
  @ApiPropertyOptional({ maxLength: 4000 })
  @Optional()
  @IsString()
  @MaxLength(4000)
  note?: string;
}

export class CreateDraftDto extends NoteDto {
  @ApiProperty({ example: 'newApplication' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  caseType: string;

  @ApiPropertyOptional({
    type: Object,
    description: 'Left out: the document of `fromVersion`, or of the newest version',
  })
  @Optional()
  @IsObject()
  document?: Record<string, unknown>;

  @ApiPropertyOptional()
  @Optional()
  @IsInt()
  @Min(1)
  fromVersion?: number;
}

export class SaveDraftDto extends NoteDto {
  @ApiProperty({ type: Object, description: 'Need not be valid yet' })
  @IsObject()
  document: Record<string, unknown>;
}

export class RebaseDto extends NoteDto {
  @ApiProperty({ description: 'The newest version, as it was shown' })
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version: number;

  @ApiPropertyOptional({
    type: Object,
    description: 'What somebody has made of both; left out, they are put together, which conflicts forbid',
  })
  @Optional()
  @IsObject()
  document?: Record<string, unknown>;
}

export class ReviewDto extends NoteDto {
  @ApiProperty({ description: 'False sends the draft back to its author' })
  @IsBoolean()
  approved: boolean;
}

export class PublishDto extends NoteDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'New cases get the version from then on; now if left out',
  })
  @Optional()
  @IsMoment()
  validFrom?: string;
}

export class RetireDto extends NoteDto {
  @ApiPropertyOptional({ format: 'date-time', description: 'Now if left out' })
  @Optional()
  @IsMoment()
  from?: string;
}

export class SimulateDto {
  @ApiProperty({ type: Object })
  @IsObject()
  facts: Facts;

  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  startAt: string;

  @ApiProperty({
    type: [Object],
    description: '`{advanceTo}`, `{event, facts?, role?, at?}` or `{childEnds, end, facts?, at?}`',
  })
  @IsArray()
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  script: ScriptStep[];
}

export class RehearseDto {
  @ApiPropertyOptional({ type: Object, description: 'Old state → new state, dotted paths' })
  @Optional()
  @IsObject()
  stateMap?: Record<string, unknown>;

  @ApiPropertyOptional({ default: 100, description: 'Finished cases to rehearse too, the newest first' })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  closed?: number;
}

/** Without `condition` and `caseNumbers`, all cases: so these may be left out, but are not `null`. */
export class MigrateDto extends NoteDto {
  @ApiPropertyOptional({ type: Object, description: 'Old state → new state, dotted paths' })
  @Optional()
  @IsObject()
  stateMap?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'CEL over facts and case; cases for which it is false stay',
    maxLength: 1000,
  })
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  condition?: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['2026-000048'],
    description: 'These cases only, by the numbers that people know; each must be one that can go over',
  })
  @Optional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  caseNumbers?: string[];
}

export class DiffQuery {
  @ApiProperty({ description: 'Number of a version, or id of a draft' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(36)
  from: string;

  @ApiProperty({ description: 'Number of a version, or id of a draft' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(36)
  to: string;
}

export class ExportQuery {
  @ApiPropertyOptional({
    enum: LANGUAGES,
    description: 'Of the texts; that of `Accept-Language` if left out',
  })
  @Optional()
  @IsIn(LANGUAGES)
  language?: Language;
}

const OUTCOMES = ['waiting', 'migrated', 'stays', 'refused', 'closed'] as const;

export class SkipQuery extends LimitQuery {
  @ApiPropertyOptional({ default: 0, description: '`next` of the page before' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  skip = 0;
}

export class ItemQuery extends LimitQuery {
  @ApiPropertyOptional({ format: 'uuid', description: '`next` of the page before' })
  @Optional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @Optional()
  @IsIn(OUTCOMES)
  outcome?: (typeof OUTCOMES)[number];
}
