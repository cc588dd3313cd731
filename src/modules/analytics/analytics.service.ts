import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Instant, Text } from '../../machines/definition.js';
import { getCurrentCalendar } from '../../persistence/calendars.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import type { Scope } from '../../persistence/views/analytics-cases.js';
import {
  listBreaches,
  listStatedReasons,
  type BreachRow,
  type StatedReason,
} from '../../persistence/views/analytics-team.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { reasonSources, type ReasonSource } from './breach-reasons.js';

/** Why a deadline was exceeded: what was answered, that nobody has answered yet, or that nobody is asked. */
export type BreachReason =
  | { status: 'stated'; code: string; label: Text; at: Instant }
  | { status: 'missing' }
  | { status: 'notAsked' };

export interface Breach extends BreachRow {
  reason: BreachReason;
}

@Injectable()
export class AnalyticsService {
  constructor(private readonly dataSource: DataSource) {}

  /** A leader's own teams; for an admin the whole house. Throws `forbidden` for a team that is not the leader's. */
  scopeOf(user: SignedInUser, teamId?: string): Scope {
    const wholeHouse = user.rights.includes('admin');
    if (teamId !== undefined && !wholeHouse && !user.teamIds.includes(teamId)) {
      throw new AppError('forbidden', { teamId });
    }
    return { viewer: wholeHouse ? null : viewerOf(user), teamId };
  }

  /** The scope of what names cases, which is never more than the cases that the user may see. */
  caseScopeOf(user: SignedInUser, teamId?: string): Scope {
    if (teamId !== undefined && !user.teamIds.includes(teamId)) throw new AppError('forbidden', { teamId });
    return { viewer: viewerOf(user), teamId };
  }

  async zone(): Promise<string> {
    return (await getCurrentCalendar(this.dataSource)).data.zone;
  }

  /** Exceeded deadlines of a period with their coded reasons, as each case's own definition asks for them. */
  async breaches(scope: Scope, from: string, to: string): Promise<Breach[]> {
    const rows = await listBreaches(this.dataSource, scope, from, to);
    const sources = await this.sourcesOf(rows);
    const types = [...new Set([...sources.values()].flat().map(({ event }) => event))];
    const caseIds = [...new Set(rows.map(({ caseId }) => caseId))];
    const stated = await listStatedReasons(this.dataSource, caseIds, types);
    return rows.map((row) => ({
      ...row,
      reason: reasonOf(
        row,
        sources.get(sourceKey(row)) ?? [],
        stated.filter(({ caseId }) => caseId === row.caseId),
      ),
    }));
  }

  private async sourcesOf(rows: BreachRow[]): Promise<Map<string, ReasonSource[]>> {
    const versions = new Map(
      rows.map(({ caseType, version }) => [`${caseType}@${version}`, { caseType, version }]),
    );
    const sources = new Map<string, ReasonSource[]>();
    for (const { caseType, version } of versions.values()) {
      const { definition } = await getCompiled(this.dataSource, caseType, version);
      for (const [key, found] of reasonSources(definition)) {
        sources.set(sourceKey({ caseType, version, key }), found);
      }
    }
    return sources;
  }
}

function sourceKey({ caseType, version, key }: Pick<BreachRow, 'caseType' | 'version' | 'key'>): string {
  return `${caseType}@${version} ${key}`;
}

/** The last answer after the breach counts. */
function reasonOf(row: BreachRow, sources: ReasonSource[], stated: StatedReason[]): BreachReason {
  if (sources.length === 0) return { status: 'notAsked' };
  const answers = stated.flatMap(({ type, at, facts }) => {
    const source = at >= row.breachedAt ? sources.find(({ event }) => event === type) : undefined;
    const code = source && facts[source.fact];
    return source && typeof code === 'string'
      ? [{ code, at, label: source.labels[code] ?? { da: code } }]
      : [];
  });
  const last = answers.at(-1);
  return last ? { status: 'stated', ...last } : { status: 'missing' };
}
