import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { loadConfig } from '../../../src/config.js';
import { createCalendar } from '../../../src/machines/calendar.js';
import { compileDefinition } from '../../../src/machines/compile.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { dryRun } from '../../../src/replay/dry-run.js';
import { readMapping } from '../../../src/replay/mapping.js';
import type { Mapping } from '../../../src/replay/mapping.js';
import type { ReplayOutcome } from '../../../src/replay/outcome.js';
import { planReplay } from '../../../src/replay/plan.js';
import type { ReplayPlan } from '../../../src/replay/plan.js';
import { runReplay } from '../../../src/replay/run.js';
import { openWorkplace } from '../../../src/replay/workplace.js';
import type { Workplace } from '../../../src/replay/workplace.js';
import { readLog } from '../../../src/replay/xes-reader.js';

const calendar = createCalendar(danishCalendar({ version: 1 }));
const server = () => process.env.SAGSGANG_TEST_SERVER!;

describe('replaying a log through the application', () => {
  let workplace: Workplace;
  let mapping: Mapping;
  let plan: ReplayPlan;
  let outcome: ReplayOutcome;

  beforeAll(async () => {
    mapping = await readMapping('examples/permit-receipt/mapping.json');
    plan = await planReplay(readLog('test/support/logs/small.xes'), mapping, calendar.zone);
    const config = { ...loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }), databaseUrl: server() };
    const at = plan.cases[0]!.openedAt;
    workplace = await openWorkplace({ config, definition: example(), calendar: calendar.data, at });
    outcome = await runReplay(plan, mapping, workplace.api);
  });

  afterAll(async () => {
    await workplace.close();
    expect(await schemasOfReplays()).toEqual([]);
  });

  it('opens a case per trace and accepts what the definition allows', () => {
    expect(outcome).toMatchObject({ opened: 3, accepted: 9 });
    expect(outcome.notOpened.size).toBe(0);
    expect(outcome.refused.top()).toEqual([[expect.stringContaining('CONFIRMATION_SENT: '), 1]]);
  });

  it('gives the same deadlines as the engine alone', () => {
    const dry = dryRun(plan, compileDefinition(example()), calendar, mapping.deadline!.key);
    expect(outcome.deadlines).toEqual(dry.deadlines);
  });

  it('keeps each event at its own historical instant, by the person who stands for its resource', async () => {
    const { items } = await workplace.api.get<{ items: { id: string; facts: object }[] }>(
      'mette',
      '/api/cases',
    );
    const pages = await Promise.all(
      items.map(({ id }) => workplace.api.get<CasePage>('mette', `/api/cases/${id}`)),
    );
    const first = pages.find(({ facts }) => facts.reference === 'S-1')!;
    const history = await workplace.api.get<{ items: HistoryEntry[] }>(
      'mette',
      `/api/cases/${first.id}/history`,
    );
    const checked = history.items.find(({ type }) => type === 'CONFIRMATION_CHECKED');
    expect(checked).toMatchObject({
      at: '2026-10-25T00:30:00.000Z',
      late: false,
      event: { by: { name: 'Lars Dam' } },
    });
    expect(first).toMatchObject({ status: 'done', endedAs: 'filed' });
  });
});

interface CasePage {
  id: string;
  status: string;
  endedAs: string | null;
  facts: { reference: string };
}

interface HistoryEntry {
  type: string;
  at: string;
  late: boolean;
  event: { by?: { name: string } };
}

function example() {
  const parsed = parseDefinition(
    JSON.parse(readFileSync('examples/permit-receipt/definition.json', 'utf8')),
    {},
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

async function schemasOfReplays(): Promise<unknown[]> {
  const client = new Client({ connectionString: server() });
  await client.connect();
  try {
    const { rows } = await client.query(`select nspname from pg_namespace where nspname like 'replay\\_%'`);
    return rows;
  } finally {
    await client.end();
  }
}
