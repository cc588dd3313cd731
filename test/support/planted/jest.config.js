import { fileURLToPath } from 'node:url';
import config from '../../../jest.config.js';

const rootDir = fileURLToPath(new URL('../../../', import.meta.url));
const planting = '<rootDir>/test/support/planted/transform.mjs';

/** The suites of `jest.config.js`, over sources in which `PLANTED` names a bug. */
export default {
  ...config,
  rootDir,
  reporters: ['default'],
  projects: config.projects.map((project) => ({
    ...project,
    rootDir,
    transform: Object.fromEntries(
      Object.entries(project.transform).map(([files, [, options]]) => [files, [planting, options]]),
    ),
  })),
};
