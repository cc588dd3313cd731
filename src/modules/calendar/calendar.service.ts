import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { CalendarData } from '../../machines/calendar.js';
import type { LocalDate } from '../../machines/definition.js';
import { logAccess } from '../../persistence/audit.js';
import { getCurrentCalendar, publishCalendar } from '../../persistence/calendars.js';
import { recomputeDeadlines, type RecomputeReport } from '../../persistence/recompute-deadlines.js';
import { sqlState } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';

const MAX_ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

export interface CalendarChange extends RecomputeReport {
  version: number;
}

/** A change of the calendar is a new version, which running deadlines follow at once. */
@Injectable()
export class CalendarService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `calendarOutOfRange` for a day the calendar does not know. */
  closeDay(user: SignedInUser, date: LocalDate, name: string): Promise<CalendarChange> {
    return this.change(user, { closed: date, name }, (data) => ({
      ...data,
      closedDays: { ...data.closedDays, [date]: name },
    }));
  }

  /** Throws `notFound` when the day is not closed. */
  openDay(user: SignedInUser, date: LocalDate): Promise<CalendarChange> {
    return this.change(user, { opened: date }, (data) => {
      if (!Object.hasOwn(data.closedDays, date)) throw new AppError('notFound', { date });
      const { [date]: _opened, ...closedDays } = data.closedDays;
      return { ...data, closedDays };
    });
  }

  private async change(
    user: SignedInUser,
    details: { closed?: LocalDate; opened?: LocalDate; name?: string },
    edit: (data: CalendarData) => CalendarData,
  ): Promise<CalendarChange> {
    const version = await this.publish(user, details.closed, edit);
    await logAccess(this.dataSource, {
      action: 'calendar.published',
      userId: user.id,
      userName: user.name,
      details: { ...details, version },
    });
    return { version, ...(await recomputeDeadlines(this.dataSource)) };
  }

  /** Of two who publish at once, the second edits the version of the first. */
  private async publish(
    user: SignedInUser,
    closed: LocalDate | undefined,
    edit: (data: CalendarData) => CalendarData,
  ): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      const { data } = await getCurrentCalendar(this.dataSource);
      if (closed && (closed < data.from || closed > data.to))
        throw new AppError('calendarOutOfRange', { date: closed });
      try {
        return await publishCalendar(this.dataSource, edit(data), { by: user.id });
      } catch (error) {
        if (sqlState(error) !== UNIQUE_VIOLATION || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
}
