import { configureGlobal } from '../../node_modules/fast-check/lib/fast-check.js';

/**
 * What tests get as `fast-check` (`jest.config.js`): the same draws in every run, so that a change is judged by what it changed. `SEED=any npm run
 * test:unit` draws others, and says which when one of them fails; `SEED=551777529` draws those again.
 */
const given = process.env['SEED'] ?? '20261129';
configureGlobal({ seed: given === 'any' ? Date.now() % 2_147_483_647 : Number(given) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
