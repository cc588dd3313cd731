import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Certificate } from '../../machines/certificate.js';
import type { Instant } from '../../machines/definition.js';
import type { PlainText } from '../../machines/effects.js';
import type { StateValue, Facts, RunningDeadline } from '../../machines/snapshot.js';
import { certificateRuleWords } from '../../machines/speech.js';
import { whatIf, type WhatIfEntry } from '../../machines/what-if.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import { snapshotAt } from '../../persistence/snapshot-at.js';
import { getStepEnv } from '../../persistence/step-env.js';
import { listHistory, type HistoryRow } from '../../persistence/views/case-view.js';
import { findCertificate, type EarlierCertificate } from '../../persistence/views/deadline-list.js';
import type { SignedInUser } from '../auth/access.js';
import { toInstant } from '../http/dates.js';
import { readEventFacts } from './facts-check.js';
import { CaseAccessService } from './case-access.service.js';
import { refuseReserved, senderOf } from './case.service.js';
import { activeStatesOf, type ActiveState } from './case-view.js';
import type { AtQuery, WhatIfDto } from './cases.dto.js';

const HISTORY_PAGE = 500;

/** A case at an earlier moment, or at one that may come. */
export interface CaseMoment {
  seq: number;
  version: number;
  status: 'active' | 'done';
  state: StateValue;
  activeStates: ActiveState[];
  facts: Facts;
  tasks: string[];
  deadlines: Record<string, RunningDeadline>;
  /** What waits for its time: id of the timer → when it is due. */
  timers: Record<string, Instant>;
}

/** The rule of a certificate in the words of the definition; null where only its expression says it. */
interface InWords {
  ruleWords: PlainText | null;
}

/** How a due day was found, and how before. */
export type CertificateView = Certificate & InWords & { earlier: (EarlierCertificate & InWords)[] };

/** Looking at a case without changing it: its past, and what lies ahead. */
@Injectable()
export class CaseInspectionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
  ) {}

  /** What has happened, in order; `next` is the number to go on after. */
  async history(
    user: SignedInUser,
    caseId: string,
    afterSeq: number,
  ): Promise<{ items: HistoryRow[]; next: number | null }> {
    await this.access.getCase(user, caseId, 'case.history');
    const rows = await listHistory(this.dataSource, caseId, afterSeq, HISTORY_PAGE + 1);
    const items = rows.slice(0, HISTORY_PAGE);
    return { items, next: rows.length > HISTORY_PAGE ? items.at(-1)!.seq : null };
  }

  /** The case as it was: its events up to the instant, as they were recorded or as they happened, played again. Throws `unknownCase` for a moment before it was opened. */
  async at(user: SignedInUser, caseId: string, { instant, by }: AtQuery): Promise<CaseMoment> {
    const row = await this.access.getCase(user, caseId, 'case.at', { instant });
    const then = await snapshotAt(this.dataSource, caseId, toInstant(instant), by);
    if (!then) throw new AppError('unknownCase', { caseId, instant });
    const { snapshot, version } = then;
    const compiled = await getCompiled(this.dataSource, row.caseType, version);
    return {
      seq: snapshot.seq,
      version,
      status: snapshot.status,
      state: snapshot.value,
      activeStates: activeStatesOf(compiled, snapshot.value),
      facts: snapshot.facts,
      tasks: Object.keys(snapshot.tasks),
      deadlines: snapshot.deadlines,
      timers: Object.fromEntries(Object.entries(snapshot.timers).map(([id, { dueAt }]) => [id, dueAt])),
    };
  }

  /**
   * What would come if only these events happened: prompts, reminders, breaches, letters. Writes nothing but the access log. Throws
   * `reservedEvent`, `unknownEvent`, `invalidFacts`.
   */
  async whatIf(
    user: SignedInUser,
    caseId: string,
    body: WhatIfDto,
  ): Promise<{ entries: WhatIfEntry[]; truncated: boolean; activeStates: ActiveState[] }> {
    for (const { type } of body.events ?? []) refuseReserved(type);
    const row = await this.access.getCase(user, caseId, 'case.whatIf');
    const compiled = await getCompiled(this.dataSource, row.caseType, row.version);
    const env = await getStepEnv(this.dataSource, row);
    const events = (body.events ?? []).map(({ type, facts, at }) => ({
      at: toInstant(at),
      event: { type, by: senderOf(user), facts: readEventFacts(compiled, type, facts) },
    }));
    const played = whatIf(compiled, row.snapshot, { until: toInstant(body.until), events }, env);
    const { entries, truncated, snapshot } = played;
    return { entries, truncated, activeStates: activeStatesOf(compiled, snapshot.value) };
  }

  /** How the due day of a deadline was found, and how before, each with its rule in words. Throws `unknownDeadline`. */
  async certificate(user: SignedInUser, caseId: string, key: string): Promise<CertificateView> {
    const row = await this.access.getCase(user, caseId, 'case.certificate', { key });
    const certificate = await findCertificate(this.dataSource, caseId, key);
    if (!certificate) throw new AppError('unknownDeadline', { caseId, key });
    const { definition } = await getCompiled(this.dataSource, row.caseType, row.version);
    const say = certificateRuleWords(definition);
    const ruleWords = (of: Certificate) => say(of) ?? null;
    const earlier = certificate.earlier.map((one) => ({ ...one, ruleWords: ruleWords(one.certificate) }));
    return { ...certificate, ruleWords: ruleWords(certificate), earlier };
  }
}
