import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { listAccounts, type AccountRow } from '../../persistence/accounts.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { ActiveDto, ChangeUserDto, CreateUserDto } from './accounts.dto.js';
import { AccountsService, type AccountOrPending } from './accounts.service.js';

@ApiTags('people')
@Rights('admin')
@Controller('api/users')
export class AccountsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
  ) {}

  /** Everybody, those who may sign in first. The auditor sees whom the access log speaks of. */
  @Rights('admin', 'auditor')
  @Get()
  list(): Promise<AccountRow[]> {
    return listAccounts(this.dataSource);
  }

  /** Asks for a new account. Who approves it gets the code by which its user sets her password. */
  @Post()
  @HttpCode(202)
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateUserDto): Promise<PendingChange> {
    return this.accounts.requestNew(user, body);
  }

  /** Sets name, roles and teams: at once what gives nothing new (200 `account`); else it is pending (202 `pending`). */
  @Put(':id')
  async change(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountOrPending> {
    return answered(reply, await this.accounts.requestChange(user, id, body));
  }

  /** Asks for a code by which the user sets a new password herself; when it is approved, the old one is over, and so are all sessions. */
  @Post(':id/code')
  @HttpCode(202)
  requestCode(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<PendingChange> {
    return this.accounts.requestCode(user, id);
  }

  /** Deactivates a user, who is signed out at once (200 `account`), or asks to let her in again (202 `pending`). */
  @Put(':id/active')
  async setActive(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ActiveDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountOrPending> {
    return answered(reply, await this.accounts.requestActive(user, id, body.active));
  }
}

function answered(reply: FastifyReply, answer: AccountOrPending): AccountOrPending {
  if ('pending' in answer) void reply.status(202);
  return answer;
}
