import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { isDiskFull } from '../../persistence/disk-room.js';
import { measureQueues } from '../../persistence/queues.js';
import { Public } from '../auth/access.js';
import { CONFIG } from '../foundation/foundation.module.js';

/** Sooner than those who ask give up. A database that does not refuse but is silent, as behind a broken network, counts as away. */
const ANSWERS_WITHIN_MS = 2_000;

@ApiTags('operation')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The database answers and can write, and timers are fired in time; 503 `notReady` otherwise. */
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.timersAreFired(), () => this.diskHasRoom()]);
  }

  private async diskHasRoom() {
    const disk = this.indicators.check('disk');
    try {
      const full = await within(ANSWERS_WITHIN_MS, isDiskFull(this.dataSource));
      return full ? disk.down({ message: 'The disk of the database is full.' }) : disk.up();
    } catch {
      return disk.down({ message: 'The database does not answer.' });
    }
  }

  private async timersAreFired() {
    const timers = this.indicators.check('timers');
    try {
      const { oldestDueTimerSeconds } = await within(ANSWERS_WITHIN_MS, measureQueues(this.dataSource));
      const late = oldestDueTimerSeconds > this.config.readyLagSeconds;
      return late ? timers.down({ oldestDueTimerSeconds }) : timers.up({ oldestDueTimerSeconds });
    } catch {
      return timers.down({ message: 'The database does not answer.' });
    }
  }
}

/** What `work` gives, unless it takes longer; it is not ended by that. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
