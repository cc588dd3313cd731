import type { Provider } from '@nestjs/common';
import type { Config } from '../../config.js';
import { deliverInto } from '../../persistence/letters.js';
import type { Deliver } from '../../persistence/outbox.js';
import { CONFIG } from '../foundation/foundation.module.js';

/** Injection token of `Deliver`: how messages leave the house. */
export const DELIVER = Symbol('Deliver');

export const deliveryProvider: Provider = {
  provide: DELIVER,
  inject: [CONFIG],
  useFactory: ({ dataDir }: Config): Deliver => deliverInto(dataDir),
};
