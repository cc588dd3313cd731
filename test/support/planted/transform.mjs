import swcJest from '@swc/jest';
import { plant } from './bugs.mjs';

/** `@swc/jest`, over sources in which a bug has been planted. */
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    const over =
      (name) =>
      (source, filename, ...rest) =>
        swc[name](plant(filename, source), filename, ...rest);
    return {
      canInstrument: swc.canInstrument,
      process: over('process'),
      processAsync: over('processAsync'),
      getCacheKey: over('getCacheKey'),
    };
  },
};
