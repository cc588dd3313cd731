import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = '@sparticuz/chromium';
const CACHE = resolve('node_modules/.cache');
const UNPACK = `import chromium from '${PACKAGE}'; await chromium.executablePath();`;

/** The browser to test with: the one that `CHROME_PATH` names, else the one of the package, which is unpacked once per installation. */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  const folder = join(CACHE, `chromium-${versionOf(PACKAGE)}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return join(folder, 'chromium');
}

/**
 * The package unpacks into the temporary directory of its process, and takes whatever browser lies there already, of any version and owner. So it
 * gets a process with an empty one.
 */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const half = await mkdtemp(`${folder}-`);
  const env = { ...process.env, TMPDIR: half };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], { env });
  // Another test file may have been quicker; then this one is not needed.
  await rename(half, folder).catch(() => rm(half, { recursive: true }));
}

function versionOf(name: string): string {
  const text = readFileSync(join('node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
