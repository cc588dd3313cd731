import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from './config.js';
import { AppError } from './errors.js';
import { createCalendar } from './machines/calendar.js';
import type { Calendar } from './machines/calendar.js';
import { compileDefinition } from './machines/compile.js';
import type { Definition } from './machines/definition.js';
import { danishCalendar } from './machines/holidays.js';
import { parseDefinition } from './machines/parse.js';
import { dryRun } from './replay/dry-run.js';
import { readMapping } from './replay/mapping.js';
import type { Mapping } from './replay/mapping.js';
import { compareDeadlines } from './replay/outcome.js';
import type { ReplayOutcome } from './replay/outcome.js';
import { planReplay } from './replay/plan.js';
import type { ReplayPlan } from './replay/plan.js';
import { formatReport } from './replay/report.js';
import { runReplay } from './replay/run.js';
import { openWorkplace } from './replay/workplace.js';
import { readLog } from './replay/xes-reader.js';

const USAGE = `npm run replay -- LOG.xes[.gz] --definition FILE --mapping FILE [--dry-run]

Replays an event log (IEEE 1849, XES) as cases of one definition and reports what was accepted, refused and late.
  --dry-run   plays it in memory with the engine alone: no database, no people, no HTTP
`;

interface Command {
  log: string;
  definition: string;
  mapping: string;
  dryRun: boolean;
}

function readCommand(): Command | undefined {
  const options = {
    definition: { type: 'string' },
    mapping: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [log, ...more] = positionals;
  const { definition, mapping } = values;
  if (!log || !definition || !mapping || more.length > 0) return undefined;
  return { log, definition, mapping, dryRun: values['dry-run'] ?? false };
}

async function replay(command: Command): Promise<string> {
  const calendar = createCalendar(danishCalendar({ version: 1 }));
  const mapping = await readMapping(command.mapping);
  const definition = await readDefinition(command.definition);
  const plan = await planReplay(readLog(command.log), mapping, calendar.zone);
  const outcome = command.dryRun
    ? dryRun(plan, compileDefinition(definition), calendar, mapping.deadline?.key)
    : await throughTheApplication(plan, mapping, definition, calendar);
  const comparison = mapping.deadline && compareDeadlines(plan.cases, outcome.deadlines, calendar.legalDate);
  return formatReport(plan, outcome, comparison);
}

async function readDefinition(path: string): Promise<Definition> {
  const parsed = parseDefinition(JSON.parse(await readFile(path, 'utf8')), {});
  if (!parsed.ok) throw new AppError('invalidDefinition', { problems: parsed.problems });
  return parsed.definition;
}

async function throughTheApplication(
  plan: ReplayPlan,
  mapping: Mapping,
  definition: Definition,
  calendar: Calendar,
): Promise<ReplayOutcome> {
  const config = { ...loadConfig(), logLevel: 'error' as const };
  const at = plan.cases[0]?.openedAt ?? new Date().toISOString();
  const workplace = await openWorkplace({ config, definition, calendar: calendar.data, at });
  try {
    return await runReplay(plan, mapping, workplace.api, (done, of) => {
      process.stderr.write(`\r${done} of ${of}`);
    });
  } finally {
    process.stderr.write('\n');
    await workplace.close();
  }
}

async function main(): Promise<void> {
  const command = readCommand();
  if (!command) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(await replay(command));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
