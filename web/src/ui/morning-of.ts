import { instantAt } from '../../../src/machines/index.js';

const MORNING = '08:00';

/** The instant at which a working day begins: 08:00 of the zone. */
export const morningOf = (date: string, zone: string): string => instantAt(date, MORNING, zone);
