import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';
import { MetricsService } from './metrics.service.js';

@ApiTags('operation')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  /** Counts and times for Prometheus. Nothing personal is in them. */
  @Get()
  async read(@Res() reply: FastifyReply): Promise<void> {
    const { contentType, text } = await this.metrics.render();
    await reply.type(contentType).send(text);
  }
}
