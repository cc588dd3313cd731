import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ConfigError, type Config } from './config.js';
import { openDatabase } from './persistence/open-database.js';
import { findTampering } from './persistence/tampering/find-tampering.js';
import type { Root } from './persistence/tampering/roots.js';
import { runCommand } from './run-command.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run audit:verify [-- --roots FILE]`: looks for everything that is not as the product wrote it, also against roots that `npm run audit:roots`
 * printed earlier. Says each in a sentence and the counts last; exits with 1 if there is one.
 */
async function main({
  databaseUrl: url,
  databaseSchema: schema,
  dataDir,
  auditKeys: keys,
}: Config): Promise<void> {
  const file = keptFile(process.argv.slice(2));
  const { ds, close } = await openDatabase({ url, schema, dataDir, poolSize: 2 });
  try {
    const options = { keys, ...(file && { kept: rootsIn(file) }) };
    const total = await findTampering(ds, ({ sentence }) => say(sentence), options);
    if (!keys) say('Signatures were not checked: neither AUDIT_KEY nor AUDIT_KEY_FILE is set.');
    say(`${total.cases} cases, ${total.events} events, ${total.faults} faults`);
    if (total.faults > 0) process.exitCode = 1;
  } finally {
    await close();
  }
}

function keptFile([flag, file, ...more]: string[]): string | null {
  if (flag === undefined) return null;
  if (flag === '--roots' && file !== undefined && more.length === 0) return file;
  throw new ConfigError(['audit:verify knows --roots FILE only']);
}

/** Throws a sentence with the number of a line that is no root. */
async function* rootsIn(file: string): AsyncGenerator<Root> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (line.trim() === '') continue;
    yield readRoot(line) ?? fail(`${file}: line ${number} is not a root as audit:roots prints them`);
  }
}

function readRoot(line: string): Root | null {
  try {
    const root = JSON.parse(line) as Root;
    return Number.isInteger(root.number) && typeof root.hash === 'string' ? root : null;
  } catch {
    return null;
  }
}

function fail(problem: string): never {
  throw new ConfigError([problem]);
}

await runCommand(main);
