import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { Instant } from '../../machines/definition.js';
import { advanceClock, type AdvanceReport } from '../../persistence/advance-clock.js';
import { getCurrentCalendar } from '../../persistence/calendars.js';
import { getNow } from '../../persistence/clock.js';
import type { Deliver } from '../../persistence/outbox.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { toInstant } from '../http/dates.js';
import { DELIVER } from '../messages/delivery.js';
import type { AdvanceClockDto } from './clock.dto.js';

export interface ClockView {
  now: Instant;
  /** Of the calendar: where the days begin and end. */
  zone: string;
  /** False: the clock is the real one and cannot be moved. */
  sandbox: boolean;
}

@Injectable()
export class ClockService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DELIVER) private readonly deliver: Deliver,
    private readonly dataSource: DataSource,
  ) {}

  async read(): Promise<ClockView> {
    const [now, { data }] = await Promise.all([getNow(this.dataSource), getCurrentCalendar(this.dataSource)]);
    return { now, zone: data.zone, sandbox: this.config.sandbox };
  }

  /**
   * Moves the sandbox's clock forward; everything due on the way happens at its own instant, in due order. Throws `sandboxOnly`,
   * `clockBackwards`, `invalidBody`, `calendarOutOfRange`.
   */
  async advance(body: AdvanceClockDto): Promise<AdvanceReport> {
    if (!this.config.sandbox) throw new AppError('sandboxOnly');
    const now = await getNow(this.dataSource);
    const { data: calendar } = await getCurrentCalendar(this.dataSource);
    const until = targetOf(body, now, calendar.zone);
    if (until < now) throw new AppError('clockBackwards', { now, advanceTo: until });
    if (until.slice(0, 10) > calendar.to)
      throw new AppError('calendarOutOfRange', { advanceTo: until, to: calendar.to });
    return advanceClock(this.dataSource, until, this.deliver);
  }
}

/** A day is a local day: `P1D` over the change to summer time is 23 hours. */
function targetOf({ advanceTo, advanceBy }: AdvanceClockDto, now: Instant, zone: string): Instant {
  if ((advanceTo === undefined) === (advanceBy === undefined))
    throw new AppError('invalidBody', { errors: [EITHER] });
  if (advanceTo !== undefined) return toInstant(advanceTo);
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(zone).add(advanceBy!);
  return new Date(local.epochMilliseconds).toISOString();
}

const EITHER = {
  path: 'advanceTo',
  code: 'either',
  message: { da: 'angiv enten advanceTo eller advanceBy', en: 'give either advanceTo or advanceBy' },
};
