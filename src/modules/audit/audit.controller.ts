import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listAuditEntries, type AuditEntryRow } from '../../persistence/audit.js';
import type { Config } from '../../config.js';
import { listRoots, type Root } from '../../persistence/tampering/roots.js';
import { Rights } from '../auth/access.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { AuditQuery, RootQuery } from './audit.dto.js';

interface RootPage {
  items: Root[];
  /** `cursor` of the next page; null on the last one. */
  next: number | null;
  /** In PEM. */
  publicKey: string | null;
}

@ApiTags('audit')
@Rights('auditor')
@Controller('api/audit')
export class AuditController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Who has read and written what, newest first. It holds case ids and names of events, never facts. */
  @Get()
  async list(@Query() query: AuditQuery): Promise<{ items: AuditEntryRow[]; next: number | null }> {
    const { cursor: before, limit, ...filter } = query;
    const rows = await listAuditEntries(this.dataSource, { ...filter, before, limit: limit + 1 });
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  /**
   * Roots of all that was recorded, oldest first, and the public key that they are signed with, if they are. Kept elsewhere, they show a history that
   * was written anew.
   */
  @Get('roots')
  async roots(@Query() { cursor, limit }: RootQuery): Promise<RootPage> {
    const items = await listRoots(this.dataSource, cursor, limit);
    const next = items.length === limit ? items.at(-1)!.number : null;
    return { items, next, publicKey: this.config.auditKeys?.publicKey ?? null };
  }
}
