import { shippedDefinitions, shippedFragments } from '../../src/machines/case-types.js';
import { compileDefinition, parseDefinition, step, type CaseSnapshot } from '../../src/machines/index.js';
import type { CompiledDefinition } from '../../src/machines/index.js';
import type { Server } from './databases.js';
import { inTurns, median } from './measure.js';
import type { Options } from './options.js';
import type { Line } from './report.js';
import { walk, type Sample } from './walk.js';

const TARGET_US = 150;
/** How often each step is taken per measurement: the compiler of the process is warm after the first few. */
const ROUNDS = 20;

/** Microseconds of one pure step, for every definition that is shipped; the target holds for the largest. */
export async function measureSteps(_server: Server, { steps, repetitions }: Options): Promise<Line[]> {
  const definitions = shipped().toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const lines: Line[] = [];
  for (const [place, compiled] of definitions.entries()) {
    const line = await measureDefinition(compiled, steps, repetitions);
    const met = line.us < TARGET_US;
    lines.push({ ...line, ...(place === 0 && { target: { text: `< ${TARGET_US} µs`, met } }) });
  }
  return lines;
}

async function measureDefinition(
  compiled: CompiledDefinition,
  steps: number,
  repetitions: number,
): Promise<Line & { us: number }> {
  const samples = walk(compiled, steps);
  const snapshots = samples.map(({ snapshot }) => JSON.parse(snapshot) as CaseSnapshot);
  const pure = () =>
    samples.forEach(({ event, env }, index) => step(compiled, snapshots[index]!, event, env));
  const withJson = () => samples.forEach((sample) => throughJson(compiled, sample));
  // Processor time: a step waits for nothing, so what the clock adds is the other programs of the machine.
  const microseconds = async (work: () => void): Promise<number> => {
    const before = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / ROUNDS / samples.length;
  };
  await microseconds(pure);
  await microseconds(withJson);
  const measured = await inTurns(
    { pure: () => microseconds(pure), withJson: () => microseconds(withJson) },
    repetitions,
  );
  const us = median(measured.pure);
  const bytes = median(samples.map(({ snapshot }) => snapshot.length));
  return {
    us,
    what: `pure step, ${compiled.definition.caseType}`,
    figure: `${us.toFixed(0)} µs`,
    detail: `${median(measured.withJson).toFixed(0)} µs from JSON to JSON (${(bytes / 1_024).toFixed(1)} KB)`,
  };
}

function throughJson(compiled: CompiledDefinition, { snapshot, event, env }: Sample): void {
  const result = step(compiled, JSON.parse(snapshot) as CaseSnapshot, event, env);
  if (result.accepted) JSON.stringify(result.snapshot);
}

function shipped(): CompiledDefinition[] {
  return Object.values(shippedDefinitions()).map((document) => {
    const parsed = parseDefinition(document, shippedFragments());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return compileDefinition(parsed.definition);
  });
}

const sizeOf = ({ definition }: CompiledDefinition): number => JSON.stringify(definition).length;
