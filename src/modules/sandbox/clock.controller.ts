import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { AdvanceReport } from '../../persistence/advance-clock.js';
import { ClockService, type ClockView } from './clock.service.js';
import { AdvanceClockDto } from './clock.dto.js';

@ApiTags('sandbox')
@Controller('api/clock')
export class ClockController {
  constructor(private readonly clock: ClockService) {}

  /** What time it is, and whether it can be moved. */
  @Get()
  read(): Promise<ClockView> {
    return this.clock.read();
  }

  /** Sandbox only: moves the clock forward and lets everything due on the way happen. */
  @Post()
  @HttpCode(200)
  advance(@Body() body: AdvanceClockDto): Promise<AdvanceReport> {
    return this.clock.advance(body);
  }
}
