import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listAuditEntries, type AuditEntryRow } from '../../persistence/audit.js';
import { Rights } from '../auth/access.js';
import { AuditQuery } from './audit.dto.js';

@ApiTags('audit')
@Rights('auditor')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly dataSource: DataSource) {}

  /** Who has read and written what, newest first. It holds case ids and names of events, never facts. */
  @Get()
  async list(@Query() query: AuditQuery): Promise<{ items: AuditEntryRow[]; next: number | null }> {
    const { cursor: before, limit, ...filter } = query;
    const rows = await listAuditEntries(this.dataSource, { ...filter, before, limit: limit + 1 });
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }
}
