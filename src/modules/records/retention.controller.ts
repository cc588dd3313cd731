import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { PendingChange } from '../../persistence/pending-changes.js';
import { listRetention, type RetentionPreview, type RetentionRow } from '../../persistence/retention.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { RetentionDto, RetentionPreviewDto } from './records.dto.js';
import { RetentionService } from './retention.service.js';

/** How long cases are kept after they have ended. Without a rule they are kept for ever. */
@ApiTags('records')
@Rights('admin')
@Controller('api/retention')
export class RetentionController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly retention: RetentionService,
  ) {}

  /** The rules, and how many cases were disposed of by them. */
  @Rights('admin', 'auditor')
  @Get()
  list(): Promise<RetentionRow[]> {
    return listRetention(this.dataSource);
  }

  /** How many cases a rule would let go now. Names no case, changes nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(@Body() { caseType, period }: RetentionPreviewDto): Promise<RetentionPreview> {
    return this.retention.preview(caseType, period);
  }

  /** Asks for a rule; another administrator approves it. 409 `changePending`. */
  @Put(':caseType')
  @HttpCode(202)
  request(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Body() body: RetentionDto,
  ): Promise<PendingChange> {
    return this.retention.request(user, { caseType, ...body });
  }

  /** Takes a rule away, at once. 404 `noRetentionRule`. */
  @Delete(':caseType')
  @HttpCode(204)
  clear(@CurrentUser() user: SignedInUser, @Param('caseType') caseType: string): Promise<void> {
    return this.retention.clear(user, caseType);
  }
}
