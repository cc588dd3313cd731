import { Body, Controller, Delete, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import {
  findCalendar,
  getCurrentCalendar,
  listCalendars,
  type CalendarRow,
  type CalendarSummary,
} from '../../persistence/calendars.js';
import { CurrentUser, Roles, type SignedInUser } from '../auth/access.js';
import { ClosedDayDto } from './calendar.dto.js';
import { CalendarService, type CalendarChange } from './calendar.service.js';

@ApiTags('calendar')
@Controller('api/calendar')
export class CalendarController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendar: CalendarService,
  ) {}

  /** The calendar that counts now. */
  @Get()
  current(): Promise<CalendarRow> {
    return getCurrentCalendar(this.dataSource);
  }

  /** All versions, the newest first. */
  @Get('versions')
  versions(): Promise<CalendarSummary[]> {
    return listCalendars(this.dataSource);
  }

  @Get('versions/:version')
  async version(@Param('version', ParseIntPipe) version: number): Promise<CalendarRow> {
    const row = await findCalendar(this.dataSource, version);
    if (!row) throw new AppError('notFound', { version });
    return row;
  }

  /** Closes a day: a new version, and every running deadline that it moves is moved and logged. */
  @Roles('admin')
  @Post('closed-days')
  close(@CurrentUser() user: SignedInUser, @Body() body: ClosedDayDto): Promise<CalendarChange> {
    return this.calendar.closeDay(user, body.date, body.name);
  }

  /** Opens a closed day again, as a new version. */
  @Roles('admin')
  @Delete('closed-days/:date')
  open(@CurrentUser() user: SignedInUser, @Param('date') date: string): Promise<CalendarChange> {
    return this.calendar.openDay(user, date);
  }
}
