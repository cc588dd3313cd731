import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { deliverInto } from '../persistence/letters.js';
import { seedSandbox } from './seed-sandbox.js';

/**
 * What a sandbox needs before it listens: the municipality and its casework, once. The letters of the stories lie where all letters lie.
 * Returns whether there was anything to tell.
 */
export function prepareSandbox(
  ds: DataSource,
  { dataDir }: Pick<Config, 'dataDir'>,
  say: (line: string) => void,
): Promise<boolean> {
  return seedSandbox(ds, { deliver: deliverInto(dataDir), say });
}
