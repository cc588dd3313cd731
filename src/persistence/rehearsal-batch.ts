import { createCalendar, type Calendar, type CalendarData } from '../machines/calendar.js';
import { compileDefinition } from '../machines/compile.js';
import type { CompiledDefinition } from '../machines/compiled.js';
import type { Definition, Instant } from '../machines/definition.js';
import type { CaseValues } from '../machines/event.js';
import type { StateMap } from '../machines/migrate.js';
import { rehearseCase, type RehearsedEvent } from '../machines/migrate/rehearse-case.js';
import type { CaseSnapshot } from '../machines/snapshot.js';
import type { RehearsedLine } from './rehearsals.js';

/** What is the same for every case of a rehearsal. */
export interface RehearsalOutline {
  document: Definition;
  stateMap: StateMap;
  now: Instant;
}

/** A case as it was read: JSON as text, so that whoever only passes it on need not parse it. */
export interface CaseText {
  caseId: string;
  caseNumber: string;
  version: number;
  caseValues: CaseValues;
  snapshot: string;
  /** A list of `LoggedText`. */
  log: string;
  /** Calendar versions that the log names. */
  calendars: number[];
}

type LoggedText = Omit<RehearsedEvent, 'calendar'> & { calendarVersion: number };

/** Cases with all that is needed to rehearse them, but for what an earlier batch has brought along. */
export interface Batch {
  cases: CaseText[];
  /** Calendar of a migration now. */
  calendarVersion: number;
  definitions: Record<number, Definition>;
  calendars: Record<number, CalendarData>;
}

/** Rehearses batch after batch without a database, so that a thread can do it. Keeps definitions and calendars compiled, and nothing of any case. */
export class BatchRehearser {
  private readonly to: CompiledDefinition;
  private readonly versions = new Map<number, CompiledDefinition>();
  private readonly calendars = new Map<number, Calendar>();

  /** Throws `invalidDefinition`. */
  constructor(private readonly outline: RehearsalOutline) {
    this.to = compileDefinition(outline.document);
  }

  *rehearse({ cases, calendarVersion, definitions, calendars }: Batch): Generator<RehearsedLine> {
    for (const [version, document] of Object.entries(definitions))
      this.versions.set(Number(version), compileDefinition(document));
    for (const [version, data] of Object.entries(calendars))
      this.calendars.set(Number(version), createCalendar(data));
    for (const text of cases) yield this.rehearseOne(text, this.calendars.get(calendarVersion)!);
  }

  private rehearseOne(text: CaseText, calendar: Calendar): RehearsedLine {
    const { caseId, caseNumber, version, caseValues } = text;
    const snapshot = JSON.parse(text.snapshot) as CaseSnapshot;
    const log = (JSON.parse(text.log) as LoggedText[]).map(({ calendarVersion, ...logged }) => ({
      ...logged,
      calendar: this.calendars.get(calendarVersion)!,
    }));
    const env = { now: this.outline.now, calendar, caseValues };
    const rehearsed = { snapshot, from: this.versions.get(version)!, log, env };
    return { caseId, caseNumber, version, ...rehearseCase(this.to, rehearsed, this.outline.stateMap) };
  }
}
