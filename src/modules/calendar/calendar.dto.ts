import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { LocalDate } from '../../machines/definition.js';
import { IsLocalDate } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import type { CalendarLaw } from '../../machines/holidays.js';
import { ClocksDto, OfficeHoursEditDto } from './calendar-times.dto.js';
import type { CalendarEdit, NamedDaysEdit, SeriesEdit } from './calendar-edit.js';

const MOST_DAYS = 400;
const MOST_SERIES = 100;
const DAY_HELP = 'A date, a day of every year `06-05`, `easter 39`, or `3rd wednesday in february`';

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

/** A day of some years, as in `DayPattern`. */
export class DayPatternDto {
  @ApiPropertyOptional({ type: String, example: 'easter 26', description: DAY_HELP })
  @IsString()
  @MaxLength(60)
  day: string;

  @ApiPropertyOptional({ type: Number })
  @Optional()
  @IsInt()
  fromYear?: number;

  @ApiPropertyOptional({ type: Number })
  @Optional()
  @IsInt()
  untilYear?: number;
}

export class NamedDayDto extends DayPatternDto {
  @ApiProperty({ example: 'store bededag' })
  @IsString()
  @Matches(/\S/)
  @MaxLength(100)
  name: string;
}

/** Needs a name, a day, or both. */
export class DaysToRemoveDto extends DayPatternDto {
  @ValidateIf(({ name, day }: DaysToRemoveDto) => name === undefined || day !== undefined)
  declare day: string;

  @ApiPropertyOptional({ type: String })
  @Optional()
  @IsString()
  @MaxLength(100)
  name?: string;
}

export class NamedDaysEditDto implements NamedDaysEdit {
  @ApiPropertyOptional({ type: [NamedDayDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @ValidateNested({ each: true })
  @Type(() => NamedDayDto)
  add?: NamedDayDto[];

  @ApiPropertyOptional({ type: [DaysToRemoveDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @ValidateNested({ each: true })
  @Type(() => DaysToRemoveDto)
  remove?: DaysToRemoveDto[];
}

export class SeriesEditDto implements SeriesEdit {
  @ApiProperty({ example: 'cafeMeeting' })
  @IsString()
  @Matches(/^[a-zA-Z]\w*$/)
  @MaxLength(100)
  name: string;

  @ApiPropertyOptional({ description: 'True: makes the series if there is none of that name' })
  @Optional()
  @IsBoolean()
  create?: boolean;

  @ApiPropertyOptional({ type: [String], description: DAY_HELP })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  add?: string[];

  @ApiPropertyOptional({ type: [String], description: DAY_HELP })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  remove?: string[];

  @ApiPropertyOptional({ type: Number, description: 'The first year of which days are added and removed' })
  @Optional()
  @IsInt()
  fromYear?: number;

  @ApiPropertyOptional({ type: Number, description: 'The last such year' })
  @Optional()
  @IsInt()
  untilYear?: number;

  @ApiPropertyOptional({
    description:
      'True: takes the series out; `seriesInUse` while a version that opens cases or has open ones names it',
  })
  @Optional()
  @IsBoolean()
  delete?: boolean;
}

/** `invalidCalendar` for a country, state or zone that nobody knows. */
export class CalendarLawDto implements CalendarLaw {
  @ApiProperty({ example: 'DE' })
  @Matches(/^[A-Z]{2}$/)
  country: string;

  @ApiPropertyOptional({ type: String, example: 'BY' })
  @Optional()
  @Matches(/^\w{1,20}$/)
  state?: string;

  @ApiPropertyOptional({ type: String })
  @Optional()
  @Matches(/^\w{1,20}$/)
  region?: string;

  @ApiProperty({ example: 'Europe/Berlin' })
  @IsString()
  @MaxLength(60)
  zone: string;

  @ApiProperty({ example: 'de', description: 'Language of the holidays’ names' })
  @Matches(/^[a-z]{2}$/)
  language: string;
}

export class CalendarEditDto implements CalendarEdit {
  @ApiPropertyOptional({
    type: CalendarLawDto,
    description: 'Another country: its holidays take the place of all',
  })
  @Optional()
  @ValidateNested()
  @Type(() => CalendarLawDto)
  law?: CalendarLawDto;

  @ApiPropertyOptional({ type: NamedDaysEditDto, description: 'Public holidays' })
  @Optional()
  @ValidateNested()
  @Type(() => NamedDaysEditDto)
  holidays?: NamedDaysEditDto;

  @ApiPropertyOptional({
    type: NamedDaysEditDto,
    description: 'Days that count as holidays for citizens’ time limits only',
  })
  @Optional()
  @ValidateNested()
  @Type(() => NamedDaysEditDto)
  citizenHolidays?: NamedDaysEditDto;

  @ApiPropertyOptional({ type: [ClosedDayDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @ValidateNested({ each: true })
  @Type(() => ClosedDayDto)
  close?: ClosedDayDto[];

  @ApiPropertyOptional({
    type: [String],
    description:
      'Days to work on again: closed days, and public holidays, which stay holidays for citizens’ time limits',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_DAYS)
  @IsLocalDate({ each: true })
  open?: LocalDate[];

  @ApiPropertyOptional({ type: [SeriesEditDto] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_SERIES)
  @ValidateNested({ each: true })
  @Type(() => SeriesEditDto)
  series?: SeriesEditDto[];

  @ApiPropertyOptional({ type: ClocksDto })
  @Optional()
  @ValidateNested()
  @Type(() => ClocksDto)
  clocks?: ClocksDto;

  @ApiPropertyOptional({ type: OfficeHoursEditDto, description: 'When the office is open on working days' })
  @Optional()
  @ValidateNested()
  @Type(() => OfficeHoursEditDto)
  officeHours?: OfficeHoursEditDto;
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
