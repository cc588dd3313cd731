import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync, version as swcVersion } from '@swc/core';
import { plant } from './planted/bugs.mjs';

const SWC = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    // JSON modules need theirs: `with { type: 'json' }`.
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** `./x.js` in our sources means `./x.ts` until it is built. */
export function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const source = compiled(filename, plant(filename, readFileSync(filename, 'utf8')));
  return { format: 'module', source, shortCircuit: true };
}

const CACHE = new URL('../../node_modules/.cache/swc/', import.meta.url);
mkdirSync(CACHE, { recursive: true });

/** What was compiled once is read: a node of the product is 600 files. */
function compiled(filename, source) {
  const hash = createHash('sha256').update(JSON.stringify([SWC, swcVersion, filename, source]));
  const kept = new URL(hash.digest('hex'), CACHE);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = transformSync(source, { ...SWC, filename });
  // Whole from the moment it is there, for others who look.
  const half = new URL(`${process.pid}.${randomUUID()}`, CACHE);
  writeFileSync(half, code);
  renameSync(half, kept);
  return code;
}
