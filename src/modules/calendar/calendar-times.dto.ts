import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Matches, ValidateNested } from 'class-validator';
import { OFFICE_WEEKDAYS, type OfficeWeekday } from '../../machines/office-hours.js';
import { Optional } from '../http/optional.js';
import type { Clocks, OfficeHoursEdit } from './calendar-edit.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export class ClocksDto implements Partial<Clocks> {
  @ApiPropertyOptional({ type: String, example: '08:00', description: 'When reminders come' })
  @Optional()
  @Matches(CLOCK)
  reminderClock?: string;

  @ApiPropertyOptional({ type: String, example: '08:00', description: 'From when letters leave' })
  @Optional()
  @Matches(CLOCK)
  sendFrom?: string;

  @ApiPropertyOptional({
    type: String,
    example: '18:00',
    description: 'From when letters no longer leave on the same day',
  })
  @Optional()
  @Matches(CLOCK)
  sendCutOff?: string;
}

/** `invalidCalendar` for hours that end before they begin, or that touch the hour from 02:00, in which clocks are changed. */
export class OpeningHoursDto {
  @ApiProperty({ enum: OFFICE_WEEKDAYS })
  @IsIn(OFFICE_WEEKDAYS)
  weekday: OfficeWeekday;

  @ApiProperty({ example: '08:00' })
  @Matches(CLOCK)
  from: string;

  @ApiProperty({ example: '16:00', description: 'The first minute that no longer counts' })
  @Matches(CLOCK)
  to: string;
}

export class OfficeHoursEditDto implements OfficeHoursEdit {
  @ApiPropertyOptional({ type: [OpeningHoursDto], description: 'Take the place of what the weekday had' })
  @Optional()
  @IsArray()
  @ArrayMaxSize(OFFICE_WEEKDAYS.length)
  @ValidateNested({ each: true })
  @Type(() => OpeningHoursDto)
  add?: OpeningHoursDto[];

  @ApiPropertyOptional({ enum: OFFICE_WEEKDAYS, isArray: true, description: 'Weekdays without hours' })
  @Optional()
  @IsArray()
  @ArrayMaxSize(OFFICE_WEEKDAYS.length)
  @IsIn(OFFICE_WEEKDAYS, { each: true })
  remove?: OfficeWeekday[];
}
