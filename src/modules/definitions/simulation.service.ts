import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { compileDefinition } from '../../machines/compile.js';
import type { Role } from '../../machines/definition.js';
import { simulate, type ScriptStep, type Simulation } from '../../machines/simulate.js';
import { createCalendar } from '../../machines/calendar.js';
import { getCurrentCalendar } from '../../persistence/calendars.js';
import { toInstant } from '../http/dates.js';
import type { SimulateDto } from './definitions.dto.js';
import { VerificationService } from './verification.service.js';

const KEYS = {
  advanceTo: ['advanceTo'],
  event: ['event', 'facts', 'role', 'at'],
  childEnds: ['childEnds', 'end', 'facts', 'at'],
};

/** Playing a document, published or not, with invented facts. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
  ) {}

  /** Throws `invalidDefinition`, `invalidBody` for a line of the script that is none, and what `simulate` throws. */
  async simulate(document: unknown, { facts, startAt, script }: SimulateDto): Promise<Simulation> {
    const lines = script.map(readLine);
    const compiled = compileDefinition(this.verification.parsed(document));
    const calendar = createCalendar((await getCurrentCalendar(this.dataSource)).data);
    return simulate(compiled, { facts, startAt: toInstant(startAt), calendar }, lines);
  }
}

/** A line as the machine wants it, moments in UTC. */
function readLine(line: unknown, index: number): ScriptStep {
  const given = line as Record<string, unknown>;
  const kind = (Object.keys(KEYS) as (keyof typeof KEYS)[]).find((key) => typeof given[key] === 'string');
  const unknown = Object.keys(given).find((key) => !kind || !KEYS[kind].includes(key));
  const at = given['at'] ?? given['advanceTo'];
  const facts = given['facts'] ?? {};
  const fits =
    kind !== undefined &&
    unknown === undefined &&
    (kind !== 'childEnds' || typeof given['end'] === 'string') &&
    (given['role'] === undefined || typeof (given['role'] as Role) === 'string') &&
    typeof facts === 'object' &&
    facts !== null &&
    (at === undefined || (typeof at === 'string' && !Number.isNaN(Date.parse(at))));
  if (!fits) throw badLine(index);
  const moment =
    at === undefined ? {} : { [kind === 'advanceTo' ? 'advanceTo' : 'at']: toInstant(at as string) };
  return { ...given, ...moment } as ScriptStep;
}

function badLine(index: number): AppError {
  const message = { da: 'er ikke en linje i et forløb', en: 'is no line of a script' };
  return new AppError('invalidBody', { errors: [{ path: `script.${index}`, code: 'scriptLine', message }] });
}
