import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Facts } from '../../machines/snapshot.js';
import { PAST_VIEWS, type PastView } from '../../persistence/snapshot-at.js';
import { IsMoment } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import { PageQuery } from '../http/page-query.js';

const STATUSES = ['active', 'done'] as const;

export class OpenCaseDto {
  @ApiProperty({ example: 'newApplication' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  caseType: string;

  @ApiProperty({ type: Object, description: 'By the facts schema of the case type' })
  @IsObject()
  facts: Facts;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  citizenId?: string;

  @ApiPropertyOptional({ description: 'Needed by users of several teams' })
  @Optional()
  @IsString()
  @MaxLength(100)
  teamId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A user of the team' })
  @Optional()
  @IsUUID()
  assignee?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it was opened, if before now' })
  @Optional()
  @IsMoment()
  happenedAt?: string;
}

export class CaseQuery extends PageQuery {
  @ApiPropertyOptional()
  @Optional()
  @IsString()
  @MaxLength(100)
  caseType?: string;

  @ApiPropertyOptional({ enum: STATUSES })
  @Optional()
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional()
  @Optional()
  @IsString()
  @MaxLength(100)
  teamId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ description: 'Path of an active state; what lies below it counts too' })
  @Optional()
  @IsString()
  @MaxLength(300)
  state?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional({ description: 'Beginning of the case number' })
  @Optional()
  @IsString()
  @MaxLength(30)
  number?: string;

  @ApiPropertyOptional({ description: "Part of the case number or of the citizen's name" })
  @Optional()
  @IsString()
  @MaxLength(100)
  text?: string;
}

export class SendEventDto {
  @ApiProperty({ example: 'SCREENED' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  type: string;

  @ApiPropertyOptional({ type: Object, description: "By the event's form" })
  @Optional()
  @IsObject()
  facts?: Facts;

  @ApiPropertyOptional({ maxLength: 4000 })
  @Optional()
  @IsString()
  @MaxLength(4000)
  note?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it happened, if before now' })
  @Optional()
  @IsMoment()
  happenedAt?: string;

  @ApiPropertyOptional({ description: 'Refused with `staleSeq` when the case has moved on' })
  @Optional()
  @IsInt()
  @Min(1)
  expectedSeq?: number;
}

export class AtQuery {
  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  instant: string;

  @ApiPropertyOptional({
    enum: PAST_VIEWS,
    default: 'known',
    description: 'By what had been recorded by then, or by what is known today to have happened by then',
  })
  @Optional()
  @IsIn(PAST_VIEWS)
  by: PastView = 'known';
}

export class HistoryQuery {
  @ApiPropertyOptional({ default: 0, description: 'Number of the last event seen' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  afterSeq = 0;
}

export class PlayedEventDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  type: string;

  @ApiPropertyOptional({ type: Object })
  @Optional()
  @IsObject()
  facts?: Facts;

  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  at: string;
}

export class WhatIfDto {
  @ApiProperty({ format: 'date-time', description: 'How far to play the case forward' })
  @IsMoment()
  until: string;

  @ApiPropertyOptional({ type: [PlayedEventDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlayedEventDto)
  events?: PlayedEventDto[];
}
