import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listMessages, type MessageListRow } from '../../persistence/views/message-list.js';
import type { Page } from '../../persistence/views/page.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { pageKeyOf } from '../http/page-query.js';
import { MessageQuery } from './messages.dto.js';

@ApiTags('messages')
@Rights('caseworker', 'teamLeader')
@Controller('api/messages')
export class MessagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
  ) {}

  /** Letters and reminders of the cases of the user's teams, newest first. That a letter has arrived is an event of its case. */
  @Get()
  async list(@CurrentUser() user: SignedInUser, @Query() query: MessageQuery): Promise<Page<MessageListRow>> {
    const { caseId, kind, status, forMe, limit } = query;
    const page = await listMessages(this.dataSource, viewerOf(user), {
      caseId,
      kind,
      status,
      ...(forMe && { forMe: { roles: user.roles, leads: user.rights.includes('teamLeader') } }),
      limit,
      after: pageKeyOf(query),
    });
    return this.access.listed(user, 'messages', { caseId, kind, status, forMe }, page);
  }
}
