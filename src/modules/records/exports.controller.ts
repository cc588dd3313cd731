import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { languageOf } from '../http/language.js';
import { ExportService } from './export.service.js';
import { ExportDto } from './records.dto.js';

const TYPES = { json: 'application/json; charset=utf-8', html: 'text/html; charset=utf-8' };

@ApiTags('records')
@Rights('teamLeader')
@Controller('api/citizens/:id/export')
export class ExportsController {
  constructor(private readonly exports: ExportService) {}

  /**
   * Subject access (GDPR art. 15): all that the user's own teams hold of a citizen, as one file, and which other teams hold how many cases. It is in the
   * access log, with the request that it answers. 404 `noCasesOfCitizen` where the user sees no case of the citizen.
   */
  @Post()
  @HttpCode(200)
  @ApiProduces('application/json', 'text/html')
  async make(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) citizenId: string,
    @Body() { reason, format }: ExportDto,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(headers['accept-language']);
    const file = await this.exports.make(user, citizenId, { reason, format, language });
    const name = `indsigt-${citizenId}.${format}`;
    await reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .type(TYPES[format])
      .send(Readable.from(file));
  }
}
