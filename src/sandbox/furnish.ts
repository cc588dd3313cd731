import type { DataSource } from 'typeorm';
import { AppError } from '../errors.js';
import { shippedDefinitions, shippedFragments } from '../machines/case-types.js';
import type { Definition } from '../machines/definition.js';
import type { Sender } from '../machines/event.js';
import { parseDefinition } from '../machines/parse.js';
import { addSandboxPeople } from '../modules/people/sandbox-people.js';
import { publishFirstCalendar } from '../persistence/calendars.js';
import { createCitizen, listCitizens } from '../persistence/citizens.js';
import { hashOfDocument, listDefinitions, publishDefinition } from '../persistence/definitions.js';
import { inTransaction } from '../persistence/transaction.js';
import { listUsers } from '../persistence/users.js';
import { CHILD_KEYS, citizenOf, type ChildKey } from './citizens.js';
import { FIRST_DAY } from './municipality.js';

/** Who and what the stories are about, by the names they use. */
export interface Cast {
  people: Map<string, Sender>;
  citizenIds: Map<ChildKey, string>;
}

/** Sees to it that people, calendar, definitions and citizens are there; what is there already stays as it is. */
export async function furnish(ds: DataSource): Promise<Cast> {
  await addSandboxPeople(ds, FIRST_DAY);
  const users = await listUsers(ds);
  const people = new Map(
    users.map(({ id, username, name, roles }) => [username, { userId: id, name, roles }] as const),
  );
  const publishers = { proposedBy: idOf(people, 'bo'), publishedBy: idOf(people, 'ida') };
  await publishFirstCalendar(ds, publishers.publishedBy);
  await publishShipped(ds, publishers);
  return { people, citizenIds: await addCitizens(ds) };
}

function idOf(people: Cast['people'], username: string): string {
  const found = people.get(username);
  if (!found) throw new AppError('unknownUser', { username });
  return found.userId;
}

/** A document that has been published before, under whatever number, is not published again. */
async function publishShipped(
  ds: DataSource,
  publishers: { proposedBy: string; publishedBy: string },
): Promise<void> {
  const known = new Set((await listDefinitions(ds)).filter(({ version }) => version).map(({ hash }) => hash));
  for (const document of expandShipped()) {
    if (known.has(hashOfDocument(document))) continue;
    await publishDefinition(ds, { document, ...publishers, note: 'Leveret med Sagsgang' });
  }
}

function expandShipped(): Definition[] {
  return Object.values(shippedDefinitions()).map((document) => {
    const parsed = parseDefinition(document, shippedFragments());
    if (!parsed.ok) throw new AppError('invalidDefinition', { problems: parsed.problems });
    return parsed.definition;
  });
}

/** All of them or none. */
async function addCitizens(ds: DataSource): Promise<Cast['citizenIds']> {
  const known = new Map((await listCitizens(ds)).map(({ id, name }) => [name, id]));
  return inTransaction(ds, async (tx) => {
    const ids: Cast['citizenIds'] = new Map();
    for (const key of CHILD_KEYS) {
      const citizen = citizenOf(key);
      ids.set(key, known.get(citizen.name) ?? (await createCitizen(tx, citizen, FIRST_DAY)));
    }
    return ids;
  });
}
