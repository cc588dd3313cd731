import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { createCalendar, type CalendarData } from '../../machines/calendar.js';
import { isLocalDate, weekdayOf } from '../../machines/dates.js';
import type { LocalDate } from '../../machines/definition.js';
import { seriesIn } from '../../machines/verify/check-series.js';
import { logAccess } from '../../persistence/audit.js';
import { previewCalendar, type CalendarPreview } from '../../persistence/calendar-preview.js';
import {
  getCurrentCalendar,
  listPublishedCalendars,
  publishCalendar,
  type PublishedCalendar,
} from '../../persistence/calendars.js';
import { listLivingDocuments } from '../../persistence/neighbours.js';
import { recomputeDeadlines, type RecomputeReport } from '../../persistence/recompute-deadlines.js';
import { inTransaction, isUniqueViolation } from '../../persistence/transaction.js';
import type { SignedInUser } from '../auth/access.js';
import { calendarChanges, isUnchanged, type CalendarChanges } from './calendar-changes.js';
import { editCalendar, type CalendarEdit } from './calendar-edit.js';

const MAX_ATTEMPTS = 5;

export interface CalendarChange extends RecomputeReport {
  version: number;
}

/** A version as the list shows it: who, when, why, and what it changed; null for the first. */
export type CalendarVersion = Omit<PublishedCalendar, 'data'> & { changes: CalendarChanges | null };

export type CalendarForecast = CalendarPreview & { basedOn: number; changes: CalendarChanges };

export interface CalendarPublication {
  edit: CalendarEdit;
  /** The version that was edited. Left out: whichever counts now. */
  basedOn?: number;
  note?: string;
}

/** A change of the calendar is a new version, which running deadlines follow at once. */
@Injectable()
export class CalendarService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `notFound` when the day is a working day, `weekendDay` for a Saturday or Sunday. */
  async openDay(user: SignedInUser, date: LocalDate): Promise<CalendarChange> {
    const { data } = await getCurrentCalendar(this.dataSource);
    const isOff = Object.hasOwn(data.closedDays, date) || Object.hasOwn(data.holidays, date);
    if (isLocalDate(date) && weekdayOf(date) > 5) throw new AppError('weekendDay', { date });
    if (!isOff) throw new AppError('notFound', { date });
    return this.publish(user, { edit: { open: [date] } });
  }

  /** What `publish` would move. Writes nothing. */
  async preview(edit: CalendarEdit): Promise<CalendarForecast> {
    const { data, version } = await getCurrentCalendar(this.dataSource);
    await this.checkDeletedSeries(edit);
    const edited: CalendarData = { ...editCalendar(data, edit), version: version + 1 };
    const impact = await previewCalendar(this.dataSource, edited);
    return { basedOn: version, changes: calendarChanges(data, edited), ...impact };
  }

  /**
   * Publishes the edited calendar and takes it to the running deadlines. An edit that changes nothing publishes nothing, so the same
   * request twice is one version; the second finishes what the first may have left undone. Throws `staleCalendar`,
   * and what `editCalendar` and `createCalendar` refuse.
   */
  async publish(user: SignedInUser, publication: CalendarPublication): Promise<CalendarChange> {
    await this.checkDeletedSeries(publication.edit);
    const version = await this.publishNext(user, publication);
    return { version, ...(await recomputeDeadlines(this.dataSource)) };
  }

  /** The newest first; each is compared with the one before it. */
  async versions(page: { before?: number; limit: number }): Promise<CalendarVersion[]> {
    const rows = await listPublishedCalendars(this.dataSource, { ...page, limit: page.limit + 1 });
    return rows.slice(0, page.limit).map(({ data, ...version }, at) => {
      const previous = rows[at + 1];
      return { ...version, changes: previous ? calendarChanges(previous.data, data) : null };
    });
  }

  /** Whoever names a series that is gone is refused later, when a date is asked for: so it is refused now. Throws `seriesInUse`. */
  private async checkDeletedSeries({ series = [] }: CalendarEdit): Promise<void> {
    const names = series.filter((one) => one.delete).map(({ name }) => name);
    if (names.length === 0) return;
    const definitions = await listLivingDocuments(this.dataSource);
    for (const name of names) {
      const users = definitions.filter((definition) => seriesIn(definition).includes(name));
      const caseTypes = [...new Set(users.map(({ title }) => title.da))];
      if (caseTypes.length > 0)
        throw new AppError('seriesInUse', { series: name, caseTypes: caseTypes.join(', ') });
    }
  }

  /** Of two who publish at once, the second edits the version of the first, unless it said which version it edits. */
  private async publishNext(user: SignedInUser, { edit, basedOn, note }: CalendarPublication) {
    for (let attempt = 1; ; attempt += 1) {
      const { data, version } = await getCurrentCalendar(this.dataSource);
      const edited = editCalendar(data, edit);
      const changes = calendarChanges(data, edited);
      createCalendar(edited);
      if (isUnchanged(changes)) return version;
      if (basedOn !== undefined && basedOn !== version) {
        throw new AppError('staleCalendar', { basedOn, version });
      }
      try {
        return await this.write(user, edited, changes, { basedOn: version, ...(note && { note }) });
      } catch (error) {
        if (!isUniqueViolation(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private write(
    user: SignedInUser,
    data: CalendarData,
    changes: CalendarChanges,
    publication: { basedOn: number; note?: string },
  ) {
    return inTransaction(this.dataSource, async (tx) => {
      const version = await publishCalendar(tx, data, { by: user.id, ...publication });
      const { closed, opened, series, holidays, citizenHolidays, officeHours, now } = changes;
      const named = [holidays, citizenHolidays].flatMap(({ added, removed }) => [...added, ...removed]);
      await logAccess(tx, {
        action: 'calendar.published',
        userId: user.id,
        userName: user.name,
        details: {
          version,
          closed,
          opened,
          series,
          ...now,
          ...(officeHours.length > 0 && { officeHours }),
          ...(named.length > 0 && { holidays: named.length }),
        },
      });
      return version;
    });
  }
}
