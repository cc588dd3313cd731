import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Facts } from '../../machines/snapshot.js';
import { IsMoment } from '../http/dates.js';
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
  @IsOptional()
  @IsUUID()
  citizenId?: string;

  @ApiPropertyOptional({ description: 'Needed by users of several teams' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  teamId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A user of the team' })
  @IsOptional()
  @IsUUID()
  assignee?: string;
}

export class CaseQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  caseType?: string;

  @ApiPropertyOptional({ enum: STATUSES })
  @IsOptional()
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  teamId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ description: 'Path of an active state; what lies below it counts too' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  state?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional({ description: 'Beginning of the case number' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  number?: string;

  @ApiPropertyOptional({ description: "Part of the case number or of the citizen's name" })
  @IsOptional()
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
  @IsOptional()
  @IsObject()
  facts?: Facts;

  @ApiPropertyOptional({ maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it happened, if before now' })
  @IsOptional()
  @IsMoment()
  happenedAt?: string;

  @ApiPropertyOptional({ description: 'Refused with `staleSeq` when the case has moved on' })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedSeq?: number;
}

export class AtQuery {
  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  instant: string;
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
  @IsOptional()
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
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlayedEventDto)
  events?: PlayedEventDto[];
}
