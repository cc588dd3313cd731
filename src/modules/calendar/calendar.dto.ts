import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { LocalDate } from '../../machines/definition.js';
import { IsLocalDate } from '../http/dates.js';
import type { CalendarEdit } from './calendar-edit.js';
import { Optional } from '../http/optional.js';

const MOST_DAYS = 400;

export class ClosedDayDto {
  @ApiProperty({ format: 'date' })
  @IsLocalDate()
  date: LocalDate;

  @ApiProperty({ example: 'Grundlovsdag' })
  @IsString()
  @IsNotEmpty()
  @Matches(/\S/)
  @MaxLength(100)
  name: string;
}

export class SeriesEditDto {
  @ApiProperty({ example: 'cafeMeeting' })
  @IsString()
  @MaxLength(100)
  name: string;

  @ApiPropertyOptional({ type: [String] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsLocalDate({ each: true })
  add?: LocalDate[];

  @ApiPropertyOptional({ type: [String] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsLocalDate({ each: true })
  remove?: LocalDate[];
}

export class CalendarEditDto implements CalendarEdit {
  @ApiPropertyOptional({ type: [ClosedDayDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @ValidateNested({ each: true })
  @Type(() => ClosedDayDto)
  close?: ClosedDayDto[];

  @ApiPropertyOptional({ type: [String], description: 'Closed days to open again' })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsLocalDate({ each: true })
  open?: LocalDate[];

  @ApiPropertyOptional({ type: [SeriesEditDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SeriesEditDto)
  series?: SeriesEditDto[];
}

export class PublishCalendarDto extends CalendarEditDto {
  @ApiProperty({ description: 'The version that was edited; `staleCalendar` when another one counts now' })
  @IsInt()
  basedOn: number;

  @ApiPropertyOptional({ description: 'Why, for those who look at the versions later' })
  @Optional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class VersionsQuery {
  @ApiPropertyOptional({ default: 20, maximum: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit = 20;

  @ApiPropertyOptional({ description: 'Versions older than this one' })
  @Optional()
  @Type(() => Number)
  @IsInt()
  before?: number;
}
