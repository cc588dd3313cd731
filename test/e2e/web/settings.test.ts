import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { AccountRow } from '../../../src/persistence/accounts.js';
import { axe, openBrowser, signIn, visit, type TestBrowser, type VisitOptions } from './browser.js';
import { together } from '../../support/two-admins.js';
import { startWebApp, type WebApp } from './web-app.js';

const PASSWORD = 'en lang og glat vej';

let web: WebApp;
let chromium: TestBrowser;
beforeAll(async () => {
  [web, chromium] = await Promise.all([startWebApp(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await chromium.close();
  await web.close();
}, 60_000);

async function enter(username: string, path: string, options: Omit<VisitOptions, 'url'> = {}) {
  const opened = await visit(chromium.browser, { url: web.url, ...options });
  await signIn(opened.page, username);
  await opened.page.goto(path);
  await opened.page.locator('main h1').waitFor();
  return opened;
}

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);
const dayButton = (page: Page, date: string) => page.locator(`[data-date="${date}"]`);

describe('the calendar of an admin', () => {
  it('closes a day: she picks it, sees which deadlines move, publishes, and sees it closed', async () => {
    const { page, context, offences } = await enter('bo', '/settings/calendar');
    await dayButton(page, '2026-04-08').click();
    await page.waitForFunction(() => document.activeElement?.id === 'close-name');
    await page.keyboard.type('Rådhuset flytter');
    await page.keyboard.press('Enter');
    await page.getByText('Luk onsdag den 8. april 2026: Rådhuset flytter').waitFor();
    await page.getByRole('button', { name: 'Se, hvad der flytter sig' }).click();
    const impact = page.locator('section[aria-labelledby=impact]');
    await impact.waitFor();
    expect(await focusedId(page)).toBe('impact');
    const words = (await impact.textContent())!;
    const moved = Number(/(\d+) frister? flytter sig/.exec(words)![1]);
    const counts = await impact
      .locator('[aria-label="Frister, der flytter sig"] tbody tr > :first-child')
      .allInnerTexts();
    const listed = counts.reduce((sum, count) => sum + Number(count), 0);
    expect([moved > 0, listed]).toEqual([true, moved]);
    expect(words).not.toMatch(/2026-0000\d\d/);
    expect(await page.locator('main a[href^="/cases/"]').count()).toBe(0);
    expect(await axe(page)).toEqual([]);

    await page.getByLabel('Begrundelse').fill('Nye lokaler');
    await page.getByRole('button', { name: 'Offentliggør kalenderen' }).click();
    const report = page.getByText('Version 2 er offentliggjort.');
    await report.waitFor();
    expect(await report.textContent()).toContain(moved === 1 ? '1 frist blev' : `${moved} frister blev`);
    await page.locator('[data-date="2026-04-08"].closed').waitFor();
    const versions = page.getByRole('region', { name: 'Versioner' });
    await versions.getByText('Lukket: onsdag den 8. april 2026 (Rådhuset flytter)').waitFor();
    expect(await versions.textContent()).toMatch(/Version 2.*Bo Lind.*Nye lokaler/);
    expect(offences).toEqual([]);
    await context.close();
  }, 90_000);

  it('asks for another look after a change, and takes changes back', async () => {
    const { page, context } = await enter('bo', '/settings/calendar');
    await dayButton(page, '2026-06-05').click();
    await page.getByText('Åbn fredag den 5. juni 2026').waitFor();
    const publish = page.getByRole('button', { name: 'Offentliggør kalenderen' });
    expect(await publish.count()).toBe(0);
    await page.getByRole('button', { name: 'Se, hvad der flytter sig' }).click();
    await publish.waitFor();
    await page.getByRole('button', { name: /^Fjern onsdag den 20\. maj 2026 fra Cafémøder/ }).click();
    await publish.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Fortryd: Cafémøder: uden onsdag/ }).click();
    await page.getByRole('button', { name: /^Fortryd: Åbn fredag/ }).click();
    await page.getByText('Ingen ændringer endnu.').waitFor();
    await context.close();
  }, 60_000);

  it('has other office hours on a weekday: she types them, is told what is wrong, and publishes', async () => {
    const { page, context, offences } = await enter('bo', '/settings/calendar');
    const hours = page.getByRole('region', { name: 'Kontorets åbningstid' });
    await hours.getByLabel('Ugedag').selectOption('friday');
    await hours.getByLabel('Åbner').fill('8.00');
    await hours.getByLabel('Lukker').fill('7.30');
    await hours.getByRole('button', { name: 'Skift åbningstid' }).click();
    await hours
      .locator('.aksel-error-summary')
      .getByText('Kontoret skal lukke, efter at det er åbnet')
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await hours.getByLabel('Lukker').fill('1400');
    await page.keyboard.press('Enter');
    await page.getByText('Åbningstid fredag 08.00–14.00').waitFor();
    await page.getByRole('button', { name: 'Se, hvad der flytter sig' }).click();
    await page.getByRole('button', { name: 'Offentliggør kalenderen' }).click();
    await page.getByText(/Version \d er offentliggjort/).waitFor();
    await hours.getByText('08.00–14.00').waitFor();
    const versions = page.getByRole('region', { name: 'Versioner' });
    await versions.getByText('Åbningstid fredag 08.00–14.00').waitFor();
    expect(offences).toEqual([]);
    await context.close();
  }, 90_000);

  it('is walked through with the arrow keys, and says what is wrong with a day', async () => {
    const { page, context } = await enter('bo', '/settings/calendar');
    await dayButton(page, '2026-03-27').focus();
    const stops = await page.locator('.year-day[tabindex="0"]').count();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const on = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect([stops, on]).toEqual([1, expect.stringMatching(/^lørdag den 4\. april 2026, Lørdag og søndag$/)]);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'close-name');
    await page.keyboard.press('Enter');
    const summary = page.locator('.aksel-error-summary');
    await summary.getByText('Dagen er ikke en arbejdsdag i forvejen (Lørdag og søndag)').waitFor();
    await summary.getByText('Skriv, hvad dagen kaldes').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
    await context.close();
  }, 60_000);

  it('is read by a caseworker, who can change nothing', async () => {
    const { page, context } = await enter('mette', '/tasks');
    await page.getByRole('button', { name: /^Brugermenu/ }).click();
    await page.getByRole('menuitem', { name: 'Kommunens kalender' }).click();
    await page.locator('.year').waitFor();
    await page.getByRole('cell', { name: 'skærtorsdag', exact: true }).waitFor();
    expect(await page.locator('main .year button, main form').count()).toBe(0);
    await context.close();
  }, 60_000);
});

describe('the accounts', () => {
  it('begin with a user who can sign in, and end with one who is signed out at once', async () => {
    const { page, context } = await enter('bo', '/settings/people');
    await page.getByRole('button', { name: 'Ny bruger' }).click();
    await page.getByRole('button', { name: 'Bed om godkendelse' }).click();
    const summary = page.locator('.aksel-error-summary');
    await summary.waitFor();
    expect(await summary.getByRole('link').count()).toBe(3);
    await page.getByLabel('Brugernavn').fill('karen');
    await page.getByLabel('Navn', { exact: true }).fill('Karen Juul');
    await page.getByRole('checkbox', { name: 'Sagsbehandler' }).check();
    await page.getByRole('checkbox', { name: 'Børnehandicap' }).check();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bed om godkendelse' }).click();
    await page.getByText('Sendt til godkendelse').waitFor();
    await page.getByRole('link', { name: 'Godkendelser' }).click();
    await page.getByText('En anden skal godkende den').waitFor();
    expect(await page.getByRole('button', { name: 'Godkend' }).count()).toBe(0);
    const ida = await enter('ida', '/settings/changes');
    await ida.page.getByText('Ny bruger: karen').waitFor();
    await ida.page.getByText('Sagsbehandler · boernehandicap').waitFor();
    await ida.page.getByRole('button', { name: 'Godkend' }).click();
    const code = await ida.page.locator('[data-code]').innerText();
    await ida.page.getByText('Godkendt af Ida Krogh').waitFor();
    expect(await axe(ida.page)).toEqual([]);
    await ida.context.close();

    const karen = await visit(chromium.browser, { url: web.url });
    await karen.page.goto('/');
    await karen.page.getByRole('button', { name: 'Jeg har fået en kode' }).click();
    await karen.page.locator('button[type=submit]').click();
    await karen.page.getByText('Skriv den kode, du har fået').waitFor();
    expect(await axe(karen.page)).toEqual([]);
    await karen.page.locator('[name=username]').fill('karen');
    await karen.page.locator('[name=code]').fill(code);
    await karen.page.locator('[name=password]').fill(PASSWORD);
    await karen.page.locator('button[type=submit]').click();
    await karen.page.getByRole('heading', { level: 1, name: 'Mine opgaver' }).waitFor();

    await page.goto('/settings/people');
    await page.getByRole('button', { name: 'Luk konto: Karen Juul' }).click();
    await page.getByText('Personen har ingen åbne sager eller opgaver.').waitFor();
    await page.locator('dialog').getByRole('button', { name: 'Luk konto' }).click();
    await page.getByText('Kontoen for Karen Juul er lukket.').waitFor();
    await karen.page.goto('/cases');
    await karen.page.locator('[name=password]').waitFor();
    await karen.context.close();
    await context.close();
  }, 90_000);

  it('say what lies with a user before her account is closed, and keep an admin from her own rights', async () => {
    const { page, context } = await enter('bo', '/settings/people');
    await page.getByRole('button', { name: 'Luk konto: Mette Holm' }).click();
    await page.getByText(/åbne sager og \d+ åbne opgaver bliver liggende/).waitFor();
    await page.getByRole('button', { name: 'Annullér' }).click();
    expect(await page.getByRole('button', { name: 'Luk konto: Bo Lind' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Ret Bo Lind' }).click();
    await page.getByText('Du kan ikke ændre dine egne roller og team.').waitFor();
    await context.close();
  }, 60_000);
});

describe('the rest of the settings', () => {
  it('show each letter as it is handed over', async () => {
    const { page, context } = await enter('bo', '/settings/letters');
    await page.getByLabel('Sagstype og version').selectOption('refusal/1');
    const letter = page.getByRole('region', { name: 'Afgørelse om afslag' });
    await letter.getByText('Klagevejledning').waitFor();
    expect(await letter.textContent()).toMatch(
      /afgoerelse-afslag-v1.*borgeren, partsrepræsentanten og værgen/s,
    );
    await context.close();
  }, 60_000);

  it('show the parameters by their mark', async () => {
    const { page, context } = await enter('bo', '/settings/parameters');
    const rows = page.locator('.table-scroll tbody tr');
    await rows.first().waitFor();
    const all = await rows.count();
    await page.getByRole('radio', { name: 'Skal bekræftes' }).click();
    await page.getByText(`af ${all} parametre`).waitFor();
    expect(await rows.filter({ hasNotText: 'Skal bekræftes' }).count()).toBe(0);
    await context.close();
  }, 60_000);

  it('let the auditor find who did what', async () => {
    const { page, context } = await enter('rikke', '/audit');
    await page.getByLabel('Hvem').selectOption({ label: 'Mette Holm (mette)' });
    await page.getByLabel('Hvad').selectOption({ label: 'Registrerede en hændelse' });
    await page.getByLabel('Sagsnummer').fill('2026-000048');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.waitForURL(/caseNumber=2026-000048/);
    const rows = page.locator('.table-scroll tbody tr');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('tbody tr')].every((row) => row.textContent.includes('2026-000048')),
    );
    expect(await rows.count()).toBeGreaterThan(0);
    expect(await rows.filter({ hasNotText: 'Mette Holm' }).count()).toBe(0);
    expect(await rows.filter({ hasNotText: /Hændelse: \S/ }).count()).toBe(0);
    expect(await rows.filter({ hasText: /[A-Z]+_[A-Z]+/ }).count()).toBe(0);
    await page.reload();
    await rows.first().waitFor();
    await page.getByLabel('Fra og med').fill('01.01.2020');
    await page.getByLabel('Til og med').fill('31.12.2019');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.locator('.aksel-error-summary').getByText('Slutdagen ligger før startdagen').waitFor();
    await context.close();
  }, 60_000);
});

describe('the lines of the access log', () => {
  it('say in words what was changed and looked for', async () => {
    const [bo, ida, anne] = await Promise.all(['bo', 'ida', 'anne'].map(web.as));
    const { body: users } = await bo!.get<AccountRow[]>('/api/users');
    const { id, name, roles, teamIds } = users.find(({ username }) => username === 'kirsten')!;
    const seen = { name, roles, teamIds };
    const rights = {
      name,
      roles: ['teamLeader', 'caseworker'],
      teamIds: ['familie', 'boernehandicap'],
      seen,
    };
    await together(ida!, bo!.request('PUT', `/api/users/${id}`, { body: rights }));
    await anne!.get('/api/deadlines?kind=statutory&dueBefore=2026-05-01');
    const { page, context } = await enter('rikke', '/audit');
    const detailsOf = async (what: string) =>
      page.locator('tbody tr', { hasText: what }).first().locator('.audit-details li').allInnerTexts();
    await page.locator('tbody tr').first().waitFor();
    expect(await detailsOf('Ændrede en bruger')).toEqual([
      'Bruger: Kirsten Vad (kirsten)',
      'Roller: Teamleder blev til Sagsbehandler, Teamleder',
      'Team: Familieteamet blev til Børnehandicap, Familieteamet',
    ]);
    const count = /^Antal vist: \d+$/;
    expect(await detailsOf('Så frister')).toEqual([
      'Slags: Lovbestemt',
      'Forfalder før: 1. maj 2026',
      expect.stringMatching(count),
    ]);
    await context.close();
  }, 60_000);
});

const PAGES: [username: string, path: string, ready: string][] = [
  ['bo', '/settings/calendar', '.year'],
  ['bo', '/settings/people', '.table-scroll'],
  ['bo', '/settings/letters', '.paper'],
  ['bo', '/settings/parameters', '.table-scroll'],
  ['rikke', '/audit', '.table-scroll'],
];

describe.each([
  ['da', 'light', 1280],
  ['en', 'dark', 320],
] as const)('in %s, %s, at %d px', (language, theme, width) => {
  it('all of it can be used by everybody', async () => {
    const found: Record<string, string[]> = {};
    for (const [username, path, ready] of PAGES) {
      const { page, context, offences } = await enter(username, path, { language, theme, width });
      await page.locator(ready).first().waitFor();
      const faults = [...(await axe(page)), ...offences];
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(`${wide} px wide`);
      if (faults.length > 0) found[path] = faults;
      await context.close();
    }
    expect(found).toEqual({});
  }, 180_000);
});
