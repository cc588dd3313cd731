import { register } from 'node:module';

// `node --import ./test/support/typescript.mjs x.ts` runs our TypeScript in a process of its own, without a build.
register('./typescript-hooks.mjs', import.meta.url);
