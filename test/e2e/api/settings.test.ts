import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountRow } from '../../../src/persistence/accounts.js';
import type { CalendarRow } from '../../../src/persistence/calendars.js';
import type { CalendarVersion } from '../../../src/modules/calendar/calendar.service.js';
import type { ForecastInNumbers } from '../../../src/modules/calendar/in-numbers.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';
import { accountOf, enterByCode, NEW_PASSWORD, together, type WithCode } from '../../support/two-admins.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const hours = (of: object) => ({
  officeHours: { add: [{ weekday: 'monday', from: '08:00', to: '16:00', ...of }] },
});
const BAVARIA = { country: 'DE', state: 'BY', zone: 'Europe/Berlin', language: 'de' };
const KAREN = {
  username: 'Karen',
  name: 'Karen Juul',
  roles: ['caseworker'],
  teamIds: ['boernehandicap'],
};

let test: TestApp;
let bo: Client;
let ida: Client;
beforeEach(async () => {
  test = await startTestApp();
  [bo, ida] = [await test.as('bo'), await test.as('ida')];
});
afterEach(() => test.close());

const put = <Body = Record<string, never>>(client: Client, path: string, body: object) =>
  client.request<Body>('PUT', path, { body });
const accounts = async () => (await bo.get<AccountRow[]>('/api/users')).body;
const pathOf = async (username: string) => `/api/users/${(await accountOf(bo, username)).id}`;
const rightsOf = ({ name, roles, teamIds }: AccountRow) => ({ name, roles, teamIds });
const signIn = (username: string, password: string) =>
  test.anonymous.post('/api/session', { username, password });

interface Entry {
  action: string;
  userName: string;
  details: Record<string, unknown>;
}
async function logOf(action: string): Promise<Entry[]> {
  const rikke = await test.as('rikke');
  return (await rikke.get<{ items: Entry[] }>(`/api/audit?action=${action}`)).body.items;
}

describe('a new user', () => {
  it('signs in under a name in small letters and sees what the roles and teams allow', async () => {
    const { status, body } = await together<WithCode>(ida, bo.post('/api/users', KAREN));
    expect(status).toBe(200);
    const made = { username: 'karen', roles: ['caseworker'], active: true, openTasks: 0 };
    expect(body.account).toMatchObject(made);
    expect(JSON.stringify(body)).not.toMatch(/password|argon/i);
    const karen = await enterByCode(test.url, body.code);
    expect((await karen.get('/api/me')).body).toMatchObject({ name: 'Karen Juul' });
    expect((await karen.get('/api/cases')).status).toBe(200);
    expect((await karen.get('/api/users')).status).toBe(403);
  });

  it('is refused a name that somebody has, and a team that is not there', async () => {
    const code = async (change: object) =>
      (await bo.post('/api/users', { ...KAREN, ...change })).body as unknown as { code: string };
    expect(await code({ username: 'METTE' })).toMatchObject({ code: 'usernameTaken' });
    expect(await code({ teamIds: ['familie', 'nowhere'] })).toMatchObject({
      code: 'unknownTeam',
      teamIds: ['nowhere'],
    });
    expect((await accounts()).map(({ username }) => username)).not.toContain('karen');
  });

  it.each([
    ['a password', { password: 'elleve tegn' }, 'password'],
    ['no role', { roles: [] }, 'roles'],
    ['a role that is no text', { roles: [7] }, 'roles'],
    ['a role twice', { roles: ['admin', 'admin'] }, 'roles'],
    ['a user name with a space', { username: 'karen juul' }, 'username'],
    ['an empty name', { name: '  ' }, 'name'],
    ['teams that are no list', { teamIds: 'familie' }, 'teamIds'],
    ['something that is not asked for', { active: true }, 'active'],
  ])('is refused with %s', async (_, change, field) => {
    const { body } = await bo.post<{ code: string; errors: { path: string }[] }>('/api/users', {
      ...KAREN,
      ...change,
    });
    expect(body.code).toBe('invalidBody');
    expect(body.errors.map(({ path }) => path)).toContain(field);
  });
});

describe('a change of a user', () => {
  it('that gives more counts when another has approved it, is logged with both, and once', async () => {
    const lars = await test.as('lars');
    const change = { name: 'Lars Dam Holm', roles: ['caseworker', 'teamLeader'], teamIds: ['familie'] };
    const path = await pathOf('lars');
    const body = { ...change, seen: rightsOf(await accountOf(bo, 'lars')) };
    expect((await together<AccountRow>(ida, put(bo, path, body))).body).toMatchObject(change);
    expect((await put<{ account: AccountRow }>(bo, path, body)).body.account).toMatchObject(change);
    expect((await lars.get('/api/me')).body).toMatchObject({
      name: 'Lars Dam Holm',
      teamIds: ['familie'],
    });
    const log = await logOf('user.changed');
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      userName: 'Ida Krogh',
      details: {
        username: 'lars',
        before: { roles: ['caseworker'], teamIds: ['boernehandicap'] },
        after: { roles: ['caseworker', 'teamLeader'] },
      },
    });
    expect((await logOf('change.requested'))[0]).toMatchObject({ userName: 'Bo Lind' });
  });

  it('that only takes away counts at once', async () => {
    const path = await pathOf('lars');
    const change = { name: 'Lars', roles: ['caseworker'], teamIds: [] };
    const body = { ...change, seen: rightsOf(await accountOf(bo, 'lars')) };
    expect(await put(bo, path, body)).toMatchObject({ status: 200, body: { account: change } });
  });

  it('is refused on top of what another has changed meanwhile, also when it waited for approval', async () => {
    const path = await pathOf('lars');
    const seen = rightsOf(await accountOf(bo, 'lars'));
    const more = { ...seen, roles: ['caseworker', 'teamLeader'], seen };
    const waiting = put(bo, path, more);
    await waiting;
    const renamed = { ...seen, name: 'Lars Holm' };
    expect((await put(ida, path, { ...renamed, seen })).status).toBe(200);
    const stale = { status: 409, body: { code: 'staleSetting', present: renamed } };
    expect(await put(bo, path, { ...seen, teamIds: [], seen })).toMatchObject(stale);
    expect(await together(ida, waiting)).toMatchObject(stale);
    expect(await accountOf(bo, 'lars')).toMatchObject(renamed);
  });

  it('gives nobody rights of her own making', async () => {
    const own = await accountOf(bo, 'bo');
    const seen = rightsOf(own);
    const change = (more: object) => put(bo, `/api/users/${own.id}`, { ...seen, ...more, seen });
    expect(await change({ roles: ['admin', 'caseworker'] })).toMatchObject({
      status: 403,
      body: { code: 'ownAccount' },
    });
    expect(await change({ teamIds: ['familie'] })).toMatchObject({ body: { code: 'ownAccount' } });
    expect(await put(bo, `/api/users/${own.id}/active`, { active: false })).toMatchObject({
      body: { code: 'ownAccount' },
    });
    const renamed = { account: { name: 'Bo Lind Hansen' } };
    expect(await change({ name: 'Bo Lind Hansen' })).toMatchObject({ body: renamed });
  });

  it('is refused for somebody who is not there, and for what is no id', async () => {
    const path = '/api/users/00000000-0000-4000-8000-000000000000';
    const { username, ...seen } = KAREN;
    const change = { ...seen, seen };
    expect(await put(bo, path, change)).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect((await bo.post(`${path}/code`)).status).toBe(404);
    expect((await put(bo, `${path}/active`, { active: false })).status).toBe(404);
    expect((await put(bo, `/api/users/${username}`, change)).status).toBe(400);
  });
});

describe('a one-time code', () => {
  const given = async () => {
    const asked = bo.post(`${await pathOf('mette')}/code`);
    return (await together<WithCode>(ida, asked)).body.code;
  };
  const redeem = (body: object) => test.anonymous.post<{ code: string }>('/api/session/code', body);

  it('takes the place of the password, which nobody learns', async () => {
    const mette = await test.as('mette');
    const code = await given();
    expect(code).toMatchObject({ username: 'mette', code: expect.stringMatching(/^(\w{5}-){3}\w{5}$/) });
    expect((await mette.get('/api/me')).status).toBe(401);
    expect((await signIn('mette', 'sagsgang')).status).toBe(401);
    const back = await enterByCode(test.url, { ...code, code: ` ${code.code.toLowerCase()} ` });
    expect((await back.get('/api/me')).body).toMatchObject({ username: 'mette' });
    expect(await redeem({ ...code, expiresAt: undefined, password: NEW_PASSWORD })).toMatchObject({
      body: { code: 'wrongCode' },
    });
    const log = JSON.stringify([await logOf('user.codeGiven'), await logOf('user.codeUsed')]);
    expect(log).toContain('Mette Holm');
    expect(log).not.toContain(code.code);
    expect(JSON.stringify(await test.ds.query('select * from users'))).not.toContain(code.code);
  });

  it('is over after a day, for another name, with a trivial password, and when it is guessed at', async () => {
    const { username, code } = await given();
    const codeOf = async (change: object) =>
      (await redeem({ username, code, password: NEW_PASSWORD, ...change })).body.code;
    expect(await codeOf({ username: 'anne' })).toBe('wrongCode');
    expect(await codeOf({ password: 'Password1234' })).toBe('trivialPassword');
    await test.ds.query(`update users set code_expires_at = now() - interval '1 minute'`);
    expect(await codeOf({})).toBe('wrongCode');
    for (let guess = 0; guess < 5; guess += 1) await codeOf({ code: `AAAAA-${guess}` });
    expect(await codeOf({})).toBe('signInPaused');
  });
});

describe('a user who is deactivated', () => {
  it('is signed out at once, keeps what is hers, and comes back when she is let in again', async () => {
    const mette = await test.as('mette');
    const opening = {
      caseType: 'libraryCard',
      facts: { receivedOn: '2026-03-02' },
      assignee: (await accountOf(bo, 'mette')).id,
    };
    await mette.post<CaseView>('/api/cases', opening);
    const path = `${await pathOf('mette')}/active`;
    const { body } = await put<{ account: AccountRow }>(bo, path, { active: false });
    expect(body.account).toMatchObject({ active: false, openCases: 1, openTasks: 1 });
    expect((await mette.get('/api/me')).status).toBe(401);
    expect((await signIn('mette', 'sagsgang')).body).toMatchObject({ code: 'wrongCredentials' });
    expect((await put<AccountRow>(bo, path, { active: false })).status).toBe(200);
    await together(ida, put(bo, path, { active: true }));
    expect((await mette.get('/api/me')).status).toBe(401);
    expect((await signIn('mette', 'sagsgang')).status).toBe(200);
    expect(await logOf('user.deactivated')).toHaveLength(1);
    expect(await logOf('user.reactivated')).toHaveLength(1);
  });

  it('is never the last admin, not even when two deactivate each other at once', async () => {
    const [boPath, idaPath] = [await pathOf('bo'), await pathOf('ida')];
    const answers = await Promise.all([
      put(bo, `${idaPath}/active`, { active: false }),
      put(ida, `${boPath}/active`, { active: false }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [refused] = answers.filter(({ status }) => status !== 200);
    // The second is told so, or was signed out before it was asked.
    expect(['lastAdmin', 'notSignedIn']).toContain((refused!.body as unknown as { code: string }).code);
  });
});

describe('a team', () => {
  it('is made with an id of its name, renamed, and never twice', async () => {
    expect((await bo.post('/api/teams', { name: 'Hjælpemidler & Bolig' })).body).toEqual({
      id: 'hjaelpemidler-bolig',
      name: 'Hjælpemidler & Bolig',
    });
    const again = (name: string) => bo.post('/api/teams', { name });
    expect((await again('hjælpemidler & bolig')).body).toMatchObject({ code: 'teamExists' });
    expect((await again('familieTEAMET')).body).toMatchObject({ code: 'teamExists' });
    expect((await again('– –')).body).toMatchObject({ code: 'invalidBody' });
    const rename = (id: string, name: string, seen = 'Børn og familie') =>
      put(bo, `/api/teams/${id}`, { name, seen: { name: seen } });
    expect(await rename('familie', 'Nyt navn')).toMatchObject({
      status: 409,
      body: { code: 'staleSetting', present: { name: 'Familieteamet' } },
    });
    expect((await rename('familie', 'Børn og familie', 'Familieteamet')).body).toEqual({
      id: 'familie',
      name: 'Børn og familie',
    });
    expect((await rename('familie', 'Børnehandicap')).body).toMatchObject({ code: 'teamExists' });
    expect(await rename('nowhere', 'Nyt')).toMatchObject({ status: 404 });
    expect((await logOf('team.created'))[0]).toMatchObject({ userName: 'Bo Lind' });
  });
});

describe('the calendar', () => {
  const openCase = async () => {
    const mette = await test.as('mette');
    const body = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
    return { mette, view: (await mette.post<CaseView>('/api/cases', body)).body };
  };
  const closing = { close: [{ date: '2026-03-30', name: 'Flytning' }] };

  it('shows which deadlines a closed day would move, then moves them', async () => {
    const { mette, view } = await openCase();
    const { status, body } = await bo.post<ForecastInNumbers>('/api/calendar/preview', closing);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      basedOn: 1,
      cases: 1,
      moved: 1,
      teams: [{ teamName: 'Børnehandicap', cases: 1, moved: 1 }],
      deadlines: [
        {
          count: 1,
          caseType: 'libraryCard',
          from: { dueOn: '2026-03-30', targetOn: '2026-03-30' },
          to: { dueOn: '2026-03-30', targetOn: '2026-03-27' },
        },
      ],
      changes: { closed: closing.close, opened: [], series: [] },
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${view.id}|${view.caseNumber}`));
    const targetOn = async () =>
      (await mette.get<CaseView>(`/api/cases/${view.id}`)).body.deadlines[0]!.targetOn;
    expect(await targetOn()).toBe('2026-03-30');
    const published = await bo.post('/api/calendar/versions', { ...closing, basedOn: 1, note: 'Vi flytter' });
    expect(published).toMatchObject({ status: 201, body: { version: 2, cases: 1, moved: 1, failed: 0 } });
    expect(await targetOn()).toBe('2026-03-27');
  });

  it('works on a public holiday that is opened, and says so of no other day', async () => {
    const mette = await test.as('mette');
    const body = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-05' } };
    const { body: view } = await mette.post<CaseView>('/api/cases', body);
    expect(view.deadlines[0]).toMatchObject({ dueOn: '2026-04-02', targetOn: '2026-04-01' });
    const forecast = await bo.post<ForecastInNumbers>('/api/calendar/preview', { open: ['2026-04-02'] });
    expect(forecast.body).toMatchObject({ moved: 1, deadlines: [{ to: { targetOn: '2026-04-02' } }] });
    const opened = await bo.request('DELETE', '/api/calendar/closed-days/2026-04-02');
    expect(opened).toMatchObject({ status: 200, body: { version: 2, moved: 1 } });
    const { body: after } = await mette.get<CaseView>(`/api/cases/${view.id}`);
    expect(after.deadlines[0]).toMatchObject({ targetOn: '2026-04-02' });
    const { data } = (await bo.get<CalendarRow>('/api/calendar')).body;
    expect([data.holidays['2026-04-02'], data.citizenHolidays['2026-04-02']]).toEqual([
      undefined,
      'skærtorsdag',
    ]);
    expect(await bo.request('DELETE', '/api/calendar/closed-days/2026-04-04')).toMatchObject({
      status: 409,
      body: { code: 'weekendDay' },
    });
  });

  it.each([
    // Maundy Thursday is a working day in Bavaria; Good Friday and Easter Monday are none.
    [BAVARIA, 'DE-BY', '2026-04-02', '2026-04-06T22:00:00.000Z'],
    // Neither is a public holiday in New York, whose clocks are five or four hours behind.
    [
      { country: 'US', state: 'NY', zone: 'America/New_York', language: 'en' },
      'US-NY',
      '2026-04-06',
      '2026-04-07T04:00:00.000Z',
    ],
  ])('may be that of another country: %j', async (law, country, targetOn, dueAt) => {
    const mette = await test.as('mette');
    const body = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-09' } };
    const { body: view } = await mette.post<CaseView>('/api/cases', body);
    expect(view.deadlines[0]).toMatchObject({ dueOn: '2026-04-06', targetOn: '2026-04-01' });
    const forecast = await bo.post<ForecastInNumbers>('/api/calendar/preview', { law });
    expect(forecast.body).toMatchObject({ moved: 1, changes: { now: { country, zone: law.zone } } });
    expect(await bo.post('/api/calendar/versions', { law, basedOn: 1 })).toMatchObject({
      status: 201,
      body: { version: 2, moved: 1, failed: 0 },
    });
    const { deadlines } = (await mette.get<CaseView>(`/api/cases/${view.id}`)).body;
    expect(deadlines[0]).toMatchObject({ dueOn: '2026-04-06', targetOn, dueAt });
    const { key } = deadlines[0]!;
    const certificate = await mette.get(`/api/cases/${view.id}/deadlines/${key}/certificate`);
    expect(certificate.body).toMatchObject({ zone: law.zone, calendarVersion: 2, targetOn });
  });

  it('keeps who changed what, when and why', async () => {
    const cafe = { name: 'cafeMeeting', add: ['2026-05-27'], remove: ['2026-05-20'] };
    const edit = { ...closing, open: ['2026-06-05'], series: [cafe] };
    await bo.post('/api/calendar/versions', { ...edit, basedOn: 1, note: 'Vi flytter' });
    const { body } = await bo.get<CalendarVersion[]>('/api/calendar/versions');
    expect(body.map(({ version }) => version)).toEqual([2, 1]);
    expect(body[0]).toMatchObject({
      note: 'Vi flytter',
      publishedByName: 'Bo Lind',
      publishedAt: '2026-03-02T08:00:00.000Z',
      changes: {
        closed: closing.close,
        opened: [{ date: '2026-06-05', name: 'grundlovsdag' }],
        series: [{ name: 'cafeMeeting', added: ['2026-05-27'], removed: ['2026-05-20'] }],
        other: false,
      },
    });
    expect(body[1]).toMatchObject({ publishedByName: null, changes: null });
    const older = await bo.get<CalendarVersion[]>('/api/calendar/versions?limit=1&before=2');
    expect(older.body.map(({ version }) => version)).toEqual([1]);
    expect(await logOf('calendar.published')).toHaveLength(1);
  });

  it('is one version when the same is sent twice, and none when it has changed meanwhile', async () => {
    const publish = (body: object) =>
      bo.post<{ version?: number; code?: string }>('/api/calendar/versions', body);
    expect((await publish({ ...closing, basedOn: 1 })).body).toMatchObject({ version: 2 });
    expect((await publish({ ...closing, basedOn: 1 })).body).toMatchObject({ version: 2, cases: 0 });
    const other = { close: [{ date: '2026-03-31', name: 'Flytning' }], basedOn: 1 };
    expect(await publish(other)).toMatchObject({ status: 409, body: { code: 'staleCalendar', version: 2 } });
  });

  it('has other office hours, which the list of versions tells', async () => {
    const edit = { ...hours({ weekday: 'friday', to: '14:00' }), basedOn: 1 };
    expect((await bo.post('/api/calendar/versions', edit)).body).toMatchObject({ version: 2, moved: 0 });
    const friday = { from: '08:00', to: '14:00' };
    expect((await bo.get('/api/calendar')).body).toMatchObject({ data: { officeHours: { friday } } });
    const versions = await bo.get<{ changes: object }[]>('/api/calendar/versions');
    expect(versions.body[0]!.changes).toMatchObject({ officeHours: [{ weekday: 'friday', hours: friday }] });
  });

  it('changes one clock and keeps the others', async () => {
    const edit = { clocks: { sendCutOff: '15:30' }, basedOn: 1 };
    expect(await bo.post('/api/calendar/versions', edit)).toMatchObject({
      status: 201,
      body: { version: 2 },
    });
    const { data } = (await bo.get<CalendarRow>('/api/calendar')).body;
    expect(data).toMatchObject({ reminderClock: '08:00', sendFrom: '08:00', sendCutOff: '15:30' });
  });

  it('makes a series of some years, and takes one away that nobody names', async () => {
    const made = {
      name: 'forum',
      create: true,
      add: ['1st tuesday in march'],
      fromYear: 2026,
      untilYear: 2027,
    };
    await bo.post('/api/calendar/versions', { series: [made], basedOn: 1 });
    const { data } = (await bo.get<CalendarRow>('/api/calendar')).body;
    expect(data.series).toMatchObject({ forum: ['2026-03-03', '2027-03-02'] });
    const gone = { series: [{ name: 'forum', delete: true }] };
    const { body } = await bo.post<ForecastInNumbers>('/api/calendar/preview', gone);
    expect(body.changes.series).toMatchObject([{ name: 'forum', whole: 'removed' }]);
    expect(await bo.post('/api/calendar/versions', { ...gone, basedOn: 2 })).toMatchObject({ status: 201 });
    expect((await bo.get<CalendarRow>('/api/calendar')).body.data.series).not.toHaveProperty('forum');
  });

  it.each([
    ['a day that is none', { close: [{ date: '2026-02-30', name: 'x' }] }, 'invalidBody'],
    ['a day without a name', { close: [{ date: '2026-03-30', name: ' ' }] }, 'invalidBody'],
    ['a list that is none', { open: '2026-03-30' }, 'invalidBody'],
    ['a day beyond the calendar', { close: [{ date: '1850-01-01', name: 'x' }] }, 'calendarOutOfRange'],
    ['a series it does not have', { series: [{ name: 'toString', add: ['2026-03-30'] }] }, 'notFound'],
    ['what nobody may set', { version: 7 }, 'invalidBody'],
    ['a Sunday to open', { open: ['2026-03-29'] }, 'weekendDay'],
    ['a country that nobody knows', { law: { ...BAVARIA, country: 'XX' } }, 'invalidCalendar'],
    ['a zone that nobody knows', { law: { ...BAVARIA, zone: 'Europe/Atlantis' } }, 'invalidCalendar'],
    ['a cut-off before letters leave', { clocks: { sendCutOff: '07:00' } }, 'invalidCalendar'],
    ['hours that end before they begin', hours({ from: '16:00', to: '08:00' }), 'invalidCalendar'],
    ['hours without an end', { officeHours: { add: [{ weekday: 'monday', from: '08:00' }] } }, 'invalidBody'],
    ['hours of a Sunday', hours({ weekday: 'sunday' }), 'invalidBody'],
    ['no hours at all', { officeHours: { remove: WEEKDAYS } }, 'invalidCalendar'],
    ['a holiday on no day', { holidays: { add: [{ day: 'someday', name: 'x' }] } }, 'invalidDate'],
    [
      'a holiday to remove on what is no day',
      { holidays: { remove: [{ name: 'langfredag', day: 5 }] } },
      'invalidBody',
    ],
    ['a holiday to remove that has neither name nor day', { holidays: { remove: [{}] } }, 'invalidBody'],
  ])('is neither previewed nor published with %s', async (_, edit, code) => {
    expect((await bo.post('/api/calendar/preview', edit)).body).toMatchObject({ code });
    expect((await bo.post('/api/calendar/versions', { ...edit, basedOn: 1 })).body).toMatchObject({ code });
    expect((await bo.get('/api/calendar')).body).toMatchObject({ version: 1 });
  });
});

describe('the access log', () => {
  it('finds the lines of a case by its number', async () => {
    const mette = await test.as('mette');
    const body = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
    const { body: view } = await mette.post<CaseView>('/api/cases', body);
    await mette.get(`/api/cases/${view.id}`);
    const rikke = await test.as('rikke');
    const found = await rikke.get<{ items: { caseNumber: string }[] }>(
      `/api/audit?caseNumber=${view.caseNumber}`,
    );
    expect(found.body.items.length).toBeGreaterThan(0);
    expect(new Set(found.body.items.map(({ caseNumber }) => caseNumber))).toEqual(new Set([view.caseNumber]));
    expect((await rikke.get<{ items: [] }>('/api/audit?caseNumber=nothing')).body.items).toEqual([]);
  });
});
