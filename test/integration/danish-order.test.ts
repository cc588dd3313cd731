import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { insertTeam } from '../../src/persistence/accounts.js';
import { createCitizen, findCitizensByName, listCitizens } from '../../src/persistence/citizens.js';
import { APP_ROLE, createDataSource } from '../../src/persistence/data-source.js';
import { migrateDatabase, whyUnfit } from '../../src/persistence/migrate-database.js';
import {
  createTeam,
  createUser,
  findUserToSignIn,
  listTeams,
  listUsers,
} from '../../src/persistence/users.js';
import { listCases } from '../../src/persistence/views/case-list.js';
import { folded } from '../../web/src/ui/folded.js';
import { furnish, openErrand, TEAM } from '../support/cases.js';

const NOW = '2026-03-02T08:00:00.000Z';
/** As a Danish telephone book has them. */
const NAMES = [
  'Anna Zimmermann',
  'Évald Bæk',
  'Ida Østermark',
  'MØGELBY, Jens',
  'Ottilie Ågård-Holm',
  'Ærø Ødegaard',
  'Øst Nielsen',
  'Aagaard Bo',
];

const asOwner = async (database: string, work: (client: Client) => Promise<unknown>): Promise<void> => {
  const url = new URL(process.env.SAGSGANG_TEST_SERVER!);
  if (database) url.pathname = database;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await work(client).finally(() => client.end());
};
const urlOf = (database: string): string => {
  const url = new URL(process.env.SAGSGANG_TEST_SERVER!);
  url.pathname = database;
  return url.href;
};

/** One that folds no Ø by itself, and one that does and puts å beside a. */
describe.each(['C', 'en_US'])('on a database of the locale %s', (locale) => {
  const name = `sagsgang_${randomUUID().replaceAll('-', '')}`;
  const as = locale === 'C' ? `locale 'C'` : `locale_provider icu icu_locale '${locale}' locale 'C'`;
  let ds: DataSource;
  beforeAll(async () => {
    await asOwner('', (client) =>
      client.query(`create database ${name} encoding utf8 ${as} template template0`),
    );
    const options = { url: urlOf(name), schema: 'sagsgang', poolSize: 2 };
    await migrateDatabase(options);
    ds = await createDataSource({ ...options, role: APP_ROLE }).initialize();
    const empty = { cprEncrypted: null, cprHash: null, bornOn: null, address: null, contact: {} };
    for (const each of NAMES.toReversed())
      await createCitizen(ds, { ...empty, name: each, addressProtected: false }, NOW);
  });
  afterAll(async () => {
    await ds.destroy();
    await asOwner('', (client) => client.query(`drop database ${name} with (force)`));
  });

  it('puts citizens, users and teams in the order of a Danish dictionary', async () => {
    expect((await listCitizens(ds)).map((citizen) => citizen.name)).toEqual(NAMES);
    const teams = ['Team 2', 'Team 10', 'team Ældre', 'Team Øst', 'Team Aabenraa', 'Team Århus'];
    for (const team of teams.toReversed())
      await createTeam(ds, { id: `t${teams.indexOf(team)}`, name: team }, NOW);
    expect((await listTeams(ds)).map((team) => team.name)).toEqual(teams);
    for (const user of NAMES.toReversed())
      await createUser(ds, { username: `u${NAMES.indexOf(user)}`, name: user, roles: [], teamIds: [] }, NOW);
    expect((await listUsers(ds)).map((user) => user.name)).toEqual(NAMES);
  });

  it.each([
    ['østermark', 'Ida Østermark'],
    ['ØSTERMARK', 'Ida Østermark'],
    ['møgelby', 'MØGELBY, Jens'],
    ['aagå', 'Aagaard Bo'],
    ['ågaard', 'Aagaard Bo'],
    ['aagaard-h', 'Ottilie Ågård-Holm'],
    ['holm', 'Ottilie Ågård-Holm'],
    ['evald bæ', 'Évald Bæk'],
    ['ødegård', 'Ærø Ødegaard'],
    ['öst', 'Øst Nielsen'],
    ['A\u030agård', 'Ottilie Ågård-Holm'],
  ])('finds the citizen by %s', async (text, found) => {
    const names = (await findCitizensByName(ds, text, 10)).map((citizen) => citizen.name);
    expect(names).toContain(found);
    expect(names.length).toBeLessThan(NAMES.length);
  });

  it('finds no one by what only resembles a name', async () => {
    expect(await findCitizensByName(ds, 'ostermark', 10)).toEqual([]);
    expect(await findCitizensByName(ds, 'termark', 10)).toEqual([]);
  });

  it('finds a case by part of the name of its citizen', async () => {
    await furnish(ds);
    const { caseId } = await openErrand(ds);
    await ds.query(
      `update cases set citizen_id = (select id from citizens where name = 'Ida Østermark') where id = $1`,
      [caseId],
    );
    const [user] = await listUsers(ds);
    const viewer = { userId: user!.id, teamIds: [TEAM] };
    const find = async (text: string) =>
      (await listCases(ds, viewer, { text, limit: 10 })).items.map(({ id }) => id);
    expect(await find('øsTERmark')).toEqual([caseId]);
    expect(await find('TERMARK')).toEqual([caseId]);
    expect(await find('æstermark')).toEqual([]);
  });

  it('knows a user name and the name of a team in any case of letters', async () => {
    await createUser(ds, { username: 'Søren.Ø', name: 'Søren Ø', roles: [], teamIds: [] }, NOW);
    expect((await findUserToSignIn(ds, 'SØREN.ø'))?.name).toBe('Søren Ø');
    expect(await insertTeam(ds, { id: 'vest', name: 'Team Væst' })).toEqual({
      id: 'vest',
      name: 'Team Væst',
    });
    expect(await insertTeam(ds, { id: 'vest2', name: 'TEAM VÆST' })).toBeNull();
  });

  it('folds as the pages in the browser do', async () => {
    const samples = [
      ...NAMES,
      'ǅ ﬁ Ｋ Ⅷ',
      'ÇĞİŞ ñ ő Ű ß',
      'Ångström-Müller',
      'ΟΔΟΣ',
      'İ',
      '',
      "O'Brien % _ \\",
    ];
    const rows = await ds.query<{ text: string }[]>(
      'select folded(value) as text from unnest($1::text[]) with ordinality as t(value, n) order by n',
      [samples],
    );
    expect(rows.map(({ text }) => text)).toEqual(samples.map(folded));
  });
});

describe('a database that cannot hold names', () => {
  it('is refused before anything is made in it, with what to do', async () => {
    const name = `sagsgang_${randomUUID().replaceAll('-', '')}`;
    await asOwner('', (client) =>
      client.query(`create database ${name} encoding latin1 locale 'C' template template0`),
    );
    const migrated = migrateDatabase({ url: urlOf(name), schema: 'sagsgang', poolSize: 1 });
    await expect(migrated).rejects.toThrow('The database has the encoding LATIN1');
    await asOwner(name, async (client) => {
      const { rowCount } = await client.query(`select from pg_namespace where nspname = 'sagsgang'`);
      expect(rowCount).toBe(0);
    });
    await asOwner('', (client) => client.query(`drop database ${name} with (force)`));
  });

  it('is told from one that can', () => {
    expect(whyUnfit({ encoding: 'UTF8', icu: true })).toBeNull();
    expect(whyUnfit({ encoding: 'UTF8', icu: false })).toContain('built without ICU');
  });
});
