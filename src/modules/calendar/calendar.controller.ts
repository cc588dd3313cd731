import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { lawCountries, type LawCountry } from '../../machines/countries.js';
import { findCalendar, getCurrentCalendar, type CalendarRow } from '../../persistence/calendars.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { CalendarEditDto, ClosedDayDto, PublishCalendarDto, VersionsQuery } from './calendar.dto.js';
import { CalendarService, type CalendarVersion } from './calendar.service.js';
import {
  changeInNumbers,
  forecastInNumbers,
  type ChangeInNumbers,
  type ForecastInNumbers,
} from './in-numbers.js';

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

  /** The countries whose public holidays are known, with their states, regions, zones and languages. */
  @Get('countries')
  countries(): LawCountry[] {
    return lawCountries();
  }

  /** The versions, the newest first, each with what it changed. */
  @Get('versions')
  versions(@Query() query: VersionsQuery): Promise<CalendarVersion[]> {
    return this.calendar.versions(query);
  }

  @Get('versions/:version')
  async version(@Param('version', ParseIntPipe) version: number): Promise<CalendarRow> {
    const row = await findCalendar(this.dataSource, version);
    if (!row) throw new AppError('notFound', { version });
    return row;
  }

  /** How many running deadlines of which kind these changes would move, and by which days. Names no case, writes nothing. */
  @Rights('admin')
  @Post('preview')
  @HttpCode(200)
  async preview(@Body() body: CalendarEditDto): Promise<ForecastInNumbers> {
    return forecastInNumbers(await this.calendar.preview(body));
  }

  /** Publishes all changes as one new version; every running deadline that they move is moved and logged. */
  @Rights('admin')
  @Post('versions')
  async publish(
    @CurrentUser() user: SignedInUser,
    @Body() body: PublishCalendarDto,
  ): Promise<ChangeInNumbers> {
    const { basedOn, note, ...edit } = body;
    return changeInNumbers(await this.calendar.publish(user, { edit, basedOn, note }));
  }

  /** Closes a day: a new version. */
  @Rights('admin')
  @Post('closed-days')
  async close(@CurrentUser() user: SignedInUser, @Body() body: ClosedDayDto): Promise<ChangeInNumbers> {
    return changeInNumbers(await this.calendar.publish(user, { edit: { close: [body] } }));
  }

  /** Opens a closed day again, or works on a public holiday, as a new version. */
  @Rights('admin')
  @Delete('closed-days/:date')
  async open(@CurrentUser() user: SignedInUser, @Param('date') date: string): Promise<ChangeInNumbers> {
    return changeInNumbers(await this.calendar.openDay(user, date));
  }
}
