import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listPendingChanges, type PendingChange } from '../../persistence/pending-changes.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { ChangesService } from './changes.service.js';

/** Changes that take two administrators: what one has asked for, and what another says to it. */
@ApiTags('changes')
@Rights('admin')
@Controller('api/changes')
export class ChangesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
  ) {}

  /** The pending ones first, then those that were decided last. */
  @Rights('admin', 'auditor')
  @Get()
  list(): Promise<PendingChange[]> {
    return listPendingChanges(this.dataSource);
  }

  /** Does it, and answers what came of it. 403 `ownChange`, `notTwoPeople`. */
  @Post(':id/approve')
  @HttpCode(200)
  approve(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ change: PendingChange; result: unknown }> {
    return this.changes.approve(user, id);
  }

  /** Refuses it, or takes it back. */
  @Delete(':id')
  @HttpCode(204)
  refuse(@CurrentUser() user: SignedInUser, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.changes.refuse(user, id);
  }
}
