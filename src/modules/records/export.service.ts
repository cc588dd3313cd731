import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { logAccess } from '../../persistence/audit.js';
import { getCurrentCalendar } from '../../persistence/calendars.js';
import { findCitizen } from '../../persistence/citizens.js';
import { getNow } from '../../persistence/clock.js';
import { countCasesElsewhere, listCaseIdsOfCitizen } from '../../persistence/views/citizen-record.js';
import { listTeams } from '../../persistence/users.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { readRecord, type RecordHead } from './citizen-record.js';
import { recordAsHtml } from './record-html.js';
import { recordAsJson } from './record-json.js';
import type { Language } from '../http/language.js';

export interface Wanted {
  reason: string;
  format: 'json' | 'html';
  language: Language;
}

/** Hands out what is recorded of one citizen. */
@Injectable()
export class ExportService {
  constructor(private readonly dataSource: DataSource) {}

  /** The file, piece by piece; it is in the access log of the house and of each case before the first piece. Throws `noCasesOfCitizen`. */
  async make(
    user: SignedInUser,
    citizenId: string,
    { reason, format, language }: Wanted,
  ): Promise<AsyncIterable<string>> {
    const db = this.dataSource;
    const viewer = viewerOf(user);
    const caseIds = await listCaseIdsOfCitizen(db, viewer, citizenId);
    const found = caseIds.length > 0 ? await findCitizen(db, citizenId) : null;
    if (!found) throw new AppError('noCasesOfCitizen', { citizenId });
    const { cprEncrypted: _encrypted, cprHash: _hash, ...citizen } = found;
    const [madeAt, elsewhere, teams, { data }] = await Promise.all([
      getNow(db),
      countCasesElsewhere(db, viewer, citizenId),
      listTeams(db),
      getCurrentCalendar(db),
    ]);
    const who = { userId: user.id, userName: user.name };
    const details = { citizenId, reason, format, cases: caseIds.length };
    await logAccess(
      db,
      { ...who, action: 'citizen.exported', details },
      ...caseIds.map((caseId) => ({ ...who, action: 'case.exported', caseId, details: { reason, format } })),
    );
    const own = teams.filter(({ id }) => user.teamIds.includes(id)).map(({ name }) => name);
    const head: RecordHead = { citizen, madeAt, madeBy: user.name, reason, teams: own, elsewhere };
    const parts = readRecord(db, head, caseIds);
    return format === 'json' ? recordAsJson(parts) : recordAsHtml(parts, { language, zone: data.zone });
  }
}
