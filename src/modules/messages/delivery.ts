import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { Config } from '../../config.js';
import { deliverThrough, LetterDirectory } from '../../persistence/letters.js';
import type { Deliver } from '../../persistence/outbox.js';
import { CONFIG } from '../foundation/foundation.module.js';

/** Injection token of `Deliver`: how messages leave the house. */
export const DELIVER = Symbol('Deliver');

/** Letters are left in `DATA_DIR/letters` for the letter system to fetch. */
export const deliveryProvider: Provider = {
  provide: DELIVER,
  inject: [CONFIG],
  useFactory: (config: Config): Deliver =>
    deliverThrough(new LetterDirectory(join(config.dataDir, 'letters'))),
};
