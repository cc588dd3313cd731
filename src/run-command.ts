import { ConfigError, loadConfig, type Config } from './config.js';

/**
 * Runs a command of the terminal. When it fails, what was expected to go wrong is told in one sentence and anything else with its stack; the
 * process then ends with 1.
 */
export async function runCommand(main: (config: Config) => Promise<void>): Promise<void> {
  try {
    await main(loadConfig());
  } catch (error) {
    const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
