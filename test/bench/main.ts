import { cpus } from 'node:os';
import { startServer, type Server } from './databases.js';
import { measureEvents } from './events.js';
import { readOptions, type Options, type Part } from './options.js';
import { measureRehearsal } from './rehearsal.js';
import { tableOf, type Line } from './report.js';
import { measureStartUp } from './start-up.js';
import { measureSteps } from './steps.js';
import { measureTimers } from './timers.js';
import { measureUpkeep } from './upkeep.js';
import { measureVerify } from './verify.js';

const MEASURE: Record<Part, (server: Server, options: Options) => Promise<Line[]>> = {
  events: measureEvents,
  timers: measureTimers,
  steps: measureSteps,
  start: measureStartUp,
  rehearsal: measureRehearsal,
  verify: measureVerify,
  upkeep: measureUpkeep,
};

/** Measures what was asked for and prints one table. True when no target was missed. */
async function bench(options: Options): Promise<boolean> {
  const server = await startServer();
  const lines: Line[] = [];
  try {
    for (const part of options.parts) {
      process.stderr.write(`${part} …\n`);
      lines.push(...(await MEASURE[part](server, options)));
    }
    return lines.every(({ target }) => target?.met ?? true);
  } finally {
    // Also when a later part fails: what was measured took minutes.
    print(lines, options);
    await server.stop();
  }
}

function print(lines: Line[], { repetitions }: Options): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.version}`;
  process.stdout.write(`${machine}, ${repetitions} repetitions in turns\n\n${tableOf(lines)}\n`);
}

const options = readOptions(process.argv.slice(2));
const met = await bench(options);
process.exitCode = options.check && !met ? 1 : 0;
