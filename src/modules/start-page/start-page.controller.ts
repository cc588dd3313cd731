import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { getCalendar } from '../../persistence/compiled-cache.js';
import { getCurrentCalendar } from '../../persistence/calendars.js';
import { getNow } from '../../persistence/clock.js';
import { listSandboxTasks } from '../../persistence/views/sandbox-tasks.js';
import { Public } from '../auth/access.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { renderStartPage, type SandboxDay } from './start-page.js';
import { START_PAGE_CSS } from './start-page.css.js';

const TASKS_SHOWN = 20;

@ApiExcludeController()
@Public()
@Controller()
export class StartPageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(): Promise<string> {
    return renderStartPage(this.config.sandbox ? await this.sandboxDay() : null);
  }

  @Get('start-page.css')
  @Header('content-type', 'text/css; charset=utf-8')
  css(): string {
    return START_PAGE_CSS;
  }

  private async sandboxDay(): Promise<SandboxDay> {
    const [now, { version }, tasks] = await Promise.all([
      getNow(this.dataSource),
      getCurrentCalendar(this.dataSource),
      listSandboxTasks(this.dataSource, TASKS_SHOWN),
    ]);
    const calendar = await getCalendar(this.dataSource, version);
    return { today: calendar.legalDate(now), tasks };
  }
}
