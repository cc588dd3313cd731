// The licence of every package that goes into the product, as the lock file has them: `npm run -s licences > licences.csv`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Name, version and licence of each, by name; what only development needs is left out. */
export function listLicences(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .map(([path, { version, license = '' }]) => ({
      name: path.split('node_modules/').at(-1),
      version,
      license,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const lines = listLicences(lock).map(({ name, version, license }) => `${name};${version};${license}\n`);
  process.stdout.write(`name;version;licence\n${lines.join('')}`);
}
