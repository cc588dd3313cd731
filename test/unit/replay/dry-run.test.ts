import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../../src/machines/calendar.js';
import { compileDefinition } from '../../../src/machines/compile.js';
import { danishCalendar } from '../../../src/machines/holidays.js';
import { parseDefinition } from '../../../src/machines/parse.js';
import { dryRun } from '../../../src/replay/dry-run.js';
import { readMapping } from '../../../src/replay/mapping.js';
import { compareDeadlines } from '../../../src/replay/outcome.js';
import { planReplay } from '../../../src/replay/plan.js';
import { formatReport } from '../../../src/replay/report.js';
import { readLog } from '../../../src/replay/xes-reader.js';

const calendar = createCalendar(danishCalendar({ version: 1 }));

describe('a dry run of the small log against the permit definition', () => {
  it('accepts what the definition allows and says why it refuses the rest', async () => {
    const { outcome } = await replaySmall();
    expect(outcome).toMatchObject({ opened: 3, accepted: 9 });
    expect(outcome.refused.top()).toEqual([
      ['CONFIRMATION_SENT: That cannot happen in the present state of the case.', 1],
    ]);
    expect([...outcome.troubled]).toEqual([1]);
  });

  it('keeps the deadline of eight weeks, or the extended one, to the end of its day', async () => {
    const { outcome } = await replaySmall();
    expect(Object.fromEntries(outcome.deadlines)).toEqual({
      0: { dueOn: '2026-12-19', status: 'met' },
      1: { dueOn: '2027-01-31', status: 'late' },
      2: { dueOn: '2026-12-21', status: 'running' },
    });
  });

  it('compares the closed cases with the answer of the log', async () => {
    const { plan, outcome } = await replaySmall();
    expect(compareDeadlines(plan.cases, outcome.deadlines, calendar.legalDate)).toEqual({
      closed: 2,
      metHere: 1,
      lateHere: 1,
      lateInLog: 1,
      agreed: 2,
      lateOnDueDay: 0,
      sameDueDay: 2,
    });
  });

  it('counts a case that was closed on its due day as kept, and says that the log does not', () => {
    const answer = { dueAt: '2026-03-02T09:00:00.000Z', closedAt: '2026-03-02T15:00:00.000Z' };
    const planned = { index: 0, name: 'x', openedAt: '', facts: {}, variant: '', answer };
    const outcomes = new Map([[0, { dueOn: '2026-03-02', status: 'met' as const }]]);
    expect(compareDeadlines([planned], outcomes, calendar.legalDate)).toMatchObject({
      metHere: 1,
      lateInLog: 1,
      lateOnDueDay: 1,
      agreed: 0,
    });
  });

  it('reports cases, refusals, activities without a mapping, variants and deadlines', async () => {
    const { plan, outcome } = await replaySmall();
    const comparison = compareDeadlines(plan.cases, outcome.deadlines, calendar.legalDate);
    const report = formatReport(plan, outcome, comparison);
    expect(report).toMatch(/Cases opened +3 of 3/);
    expect(report).toMatch(/Accepted +9 \(90\.00 %\)/);
    expect(report).toMatch(/1 × +CONFIRMATION_SENT: /);
    expect(report).toMatch(/1 × +T99 Look out of the window/);
    expect(report).toMatch(/Different +3, 3 of them seen once/);
    expect(report).toMatch(/Agreed +2 \(100\.00 %\)/);
  });
});

async function replaySmall() {
  const mapping = await readMapping('examples/permit-receipt/mapping.json');
  const plan = await planReplay(readLog('test/support/logs/small.xes'), mapping, calendar.zone);
  const source: unknown = JSON.parse(readFileSync('examples/permit-receipt/definition.json', 'utf8'));
  const parsed = parseDefinition(source, {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  const outcome = dryRun(plan, compileDefinition(parsed.definition), calendar, mapping.deadline?.key);
  return { plan, outcome };
}
