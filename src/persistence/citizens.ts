import type { Instant, LocalDate } from '../machines/definition.js';
import { newId } from './ids.js';
import { sql } from './statement.js';
import { query, queryOne, type Db } from './transaction.js';

export interface CitizenRow {
  id: string;
  name: string;
  /** As the caller encrypted it; the number itself never comes here. */
  cprEncrypted: string | null;
  /** Keyed hash, to find a citizen by number. */
  cprHash: string | null;
  bornOn: LocalDate | null;
  address: string | null;
  addressProtected: boolean;
  contact: Record<string, unknown>;
}

const COLUMNS = `id, name, cpr_encrypted as "cprEncrypted", cpr_hash as "cprHash", born_on as "bornOn", address,
  address_protected as "addressProtected", contact`;
const INSERT = sql(
  'insert-citizen',
  `insert into citizens (id, name, cpr_encrypted, cpr_hash, born_on, address, address_protected, contact, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const FIND = sql('find-citizen', `select ${COLUMNS} from citizens where id = $1`);
const LIST = sql('list-citizens', `select ${COLUMNS} from citizens order by name, id`);
const FIND_BY_NAME = sql(
  'find-citizens-by-name',
  `select id, name, born_on as "bornOn" from citizens where strpos(' ' || folded(name), ' ' || folded($1)) > 0 order by name, id limit $2`,
);

export function listCitizens(db: Db): Promise<CitizenRow[]> {
  return query<CitizenRow>(db, LIST);
}

/** The new citizen's id. */
export async function createCitizen(db: Db, citizen: Omit<CitizenRow, 'id'>, at: Instant): Promise<string> {
  const id = newId();
  const { name, cprEncrypted, cprHash, bornOn, address, addressProtected, contact } = citizen;
  const values = [id, name, cprEncrypted, cprHash, bornOn, address, addressProtected, contact, at];
  await query(db, INSERT, values);
  return id;
}

/** As much of a citizen as it takes to tell two of the same name apart. */
export type CitizenSummary = Pick<CitizenRow, 'id' | 'name' | 'bornOn'>;

/** Citizens of whose names one begins with the text, whatever the case of letters and the accents. */
export function findCitizensByName(db: Db, name: string, limit: number): Promise<CitizenSummary[]> {
  return query<CitizenSummary>(db, FIND_BY_NAME, [name, limit]);
}

export function findCitizen(db: Db, id: string): Promise<CitizenRow | null> {
  return queryOne<CitizenRow>(db, FIND, [id]);
}
