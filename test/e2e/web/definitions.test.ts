import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Definition } from '../../../src/machines/index.js';
import { axe } from './browser.js';
import { approveNewest } from '../../support/two-admins.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const step = (page: Page, name: string): Locator => page.locator(`[data-step=${name}]`);
/** A proof and a rehearsal take their time on a busy machine. */
const LONG = { timeout: 60_000 };
const stands = (page: Page, name: string, state: string) =>
  page.locator(`[data-step=${name}][data-state=${state}]`).waitFor(LONG);
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const count = (page: Page | Locator, outcome: string) =>
  page.locator(`[data-outcome=${outcome}]`).first().getAttribute('data-count');

interface DraftRow {
  id: string;
  revision: number;
  document: Definition;
}

/** Another length, and another name of a state in which open cases are. */
function changed(document: Definition): Definition {
  const text = JSON.stringify(document).replaceAll('"noCall"', '"noCallYet"');
  const next = JSON.parse(text) as Definition;
  next.parameters['callMaxAge']!.value = 'P3D';
  return next;
}

async function makeDraft(page: Page): Promise<string> {
  await page.goto('/definitions');
  await button(page, 'Ny kladde').click();
  await page.getByLabel('Sagstype', { exact: true }).selectOption('refusal');
  await page.getByLabel('Hvorfor skal sagstypen ændres?').fill('Samtalen skal være ny');
  await button(page, 'Lav kladde').click();
  await page.waitForURL(/\/definitions\/drafts\/[0-9a-f-]{36}/);
  return /drafts\/([0-9a-f-]{36})/.exec(page.url())![1]!;
}

/** Another administrator approves what was asked for last; the page of the migration that it is. */
const approvedMigration = async (): Promise<string> => {
  const { id } = await approveNewest<{ id: string }>(await as('ida'));
  return `/definitions/migrations/${id}`;
};

async function save(username: string, id: string, change: (document: Definition) => Definition) {
  const client = await as(username);
  const { body } = await client.get<DraftRow>(`/api/definitions/drafts/${id}`);
  const answer = await client.request('PUT', `/api/definitions/drafts/${id}`, {
    body: { document: change(body.document) },
    headers: { 'if-match': `"${body.revision}"` },
  });
  expect(answer.status).toBe(200);
}

describe('the only version of a case type', () => {
  it('of which others open cases stays in use, and the dialog says who they are', async () => {
    const page = await enter('bo', '/definitions/refusal');
    await button(page, 'Tag ud af brug: version 1').click();
    const dialog = page.getByRole('dialog', { name: 'Tag version 1 ud af brug?' });
    await dialog.getByText('Regner en anden sagstype med versionen, bliver den i brug').waitFor();
    await dialog
      .getByLabel('Hvorfor tages den ud af brug?')
      .and(page.locator(':focus'))
      .fill('Loven er ændret');
    await button(dialog, 'Tag ud af brug').click();
    await dialog.locator('[role=alert]:focus').waitFor(LONG);
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Sager af typen “Ny ansøgning” åbner sager af denne type\./),
      expect.stringMatching(/^Sager af typen “Hjemvist sag” åbner sager af denne type\./),
    ]);
    expect(await axe(page)).toEqual([]);
    await button(dialog, 'Fortryd').click();
    await page.getByText('Nye sager får version 1.').waitFor();
  }, 120_000);
});

describe('the way of a change to the open cases', () => {
  it('leads an admin from a draft over proof, differences, rehearsal and another person to the migration', async () => {
    const page = await enter('bo');
    const id = await makeDraft(page);
    await save('bo', id, changed);

    await page.goto(`/definitions/drafts/${id}/publish`);
    await button(page, 'Kontrollér kladden').click();
    await stands(page, 'verify', 'done');
    await step(page, 'differences').getByText('værdien ændres fra 5 dage til 3 dage').waitFor();
    await step(page, 'differences').getByText('har fået navnet open.callFreshness.noCallYet').waitFor();

    await step(page, 'rehearse').getByText('open.callFreshness.noCall →').waitFor();
    await button(page, 'Start prøvekørsel').click();
    await page.locator('[data-step=rehearse] h2:focus').waitFor();
    await stands(page, 'rehearse', 'done');
    const rehearsed = step(page, 'rehearse');
    expect(await count(rehearsed, 'cannotMigrate')).toBe('0');
    expect(Number(await count(rehearsed, 'renamed'))).toBeGreaterThan(0);
    await rehearsed.getByText('hedder nu open.callFreshness.noCallYet').first().waitFor();

    await step(page, 'review').getByText('Du har selv skrevet eller ændret kladden').waitFor();
    expect(await button(page, 'Godkend').count()).toBe(0);
    expect(await axe(page)).toEqual([]);

    const anne = await enter('anne', `/definitions/drafts/${id}/publish`);
    expect(Number(await count(step(anne, 'rehearse'), 'renamed'))).toBeGreaterThan(0);
    expect(await step(anne, 'rehearse').locator('a[download]').count()).toBe(2);
    expect(await rehearsed.locator('a[download]').count()).toBe(0);
    await button(anne, 'Send tilbage').click();
    await anne.getByText('Skriv, hvad der skal ændres').waitFor();
    await button(anne, 'Godkend').click();
    await stands(anne, 'review', 'done');
    await anne.locator('[data-step=review] h2:focus').waitFor();
    await step(anne, 'publish').getByText('En administrator udgiver den.').waitFor();

    await page.reload();
    await page.getByLabel('Fra et tidspunkt').check();
    await button(page, 'Udgiv versionen').click();
    const summary = page.locator('.aksel-error-summary');
    await summary.getByText('Vælg en dato').waitFor();
    expect(await summary.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.getByLabel('Dato').fill('01.01.2026');
    await summary.getByText('Tidspunktet er gået').waitFor();
    await page.getByLabel('Straks').check();
    await button(page, 'Udgiv versionen').click();
    await stands(page, 'publish', 'done');

    await page.getByRole('link', { name: 'Prøv og flyt åbne sager' }).click();
    const choice = page.getByLabel('Ingen samtale at holde øje med');
    expect(await choice.inputValue()).toBe('open.callFreshness.noCallYet');
    await page.getByLabel('Hvorfor flyttes sagerne?').fill('Samme regel for alle');
    await button(page, 'Flyt sagerne').click();
    await button(page, 'Ja, flyt dem').click();
    await page.waitForURL(/\/settings\/changes/);
    await page.goto(await approvedMigration());
    await page.getByRole('status').getByText('Færdig').waitFor(LONG);
    expect(await count(page, 'refused')).toBe('0');
    expect(Number(await count(page, 'migrated'))).toBeGreaterThan(0);
    expect(await page.getByRole('table').count()).toBe(0);
    await anne.goto(new URL(page.url()).pathname);
    await anne.getByText('i samme tilstand').first().waitFor();
    expect(await anne.getByRole('table').getByText('open.callFreshness').count()).toBe(0);
    await page.goto('/definitions/refusal/versions/2/move');
    await page.getByText('Alle åbne sager er allerede på denne version.').waitFor();
  }, 240_000);

  it('says of each case that cannot be moved why, and leaves it whole', async () => {
    const bo = await as('bo');
    const page = await enter('bo', '/definitions/transition');
    const { body } = await bo.get<{ document: Definition }>('/api/definitions/newApplication/versions/1');
    const text = JSON.stringify(body.document).replaceAll('"assessing"', '"weighing"');
    const source = text.replaceAll('open.main.assessing', 'open.main.weighing');
    const { body: draft } = await bo.post<DraftRow>('/api/definitions/drafts', {
      caseType: 'newApplication',
      document: JSON.parse(source) as unknown,
    });
    const api = `/api/definitions/drafts/${draft.id}`;
    expect((await bo.post(`${api}/verify`)).body).toMatchObject({ problems: [] });
    await (await as('ida')).post(`${api}/review`, { approved: true }, { 'if-match': '"1"' });
    const { body: made } = await bo.post<{ version: number }>(`${api}/publish`, {});
    await page.goto(`/definitions/newApplication/versions/${made.version}/move`);
    await page.getByLabel('Sagen vurderes').selectOption('');
    await button(page, 'Flyt sagerne').click();
    await button(page, 'Ja, flyt dem').click();
    await page.waitForURL(/\/settings\/changes/);
    await page.goto(await approvedMigration());
    await page.getByRole('status').getByText('Færdig').waitFor(LONG);
    expect(Number(await count(page, 'refused'))).toBeGreaterThan(0);
    await page.getByText('Tilstanden findes ikke i den nye version: “Sagen vurderes”').first().waitFor();
    expect(await page.getByText(/2026-0000\d\d/).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    const anne = await enter('anne', new URL(page.url()).pathname);
    await anne.getByLabel('Vis', { exact: true }).selectOption('refused');
    await anne.getByText('Tilstanden “Sagen vurderes” findes ikke i den nye version.').first().waitFor();
    expect(await axe(anne)).toEqual([]);
  }, 240_000);
});

describe('a draft', () => {
  it('that has gone wrong shows all its problems, and comes back from review with the reason', async () => {
    const bo = await as('bo');
    const page = await enter('bo');
    const id = await makeDraft(page);
    await save('bo', id, (document) => {
      document.machine.initial = 'nowhere';
      document.ends['gone'] = [];
      return document;
    });
    await page.goto(`/definitions/drafts/${id}/publish`);
    await button(page, 'Kontrollér kladden').click();
    const problems = step(page, 'verify').locator('.problem-list > li');
    await problems.first().waitFor(LONG);
    expect(await problems.count()).toBeGreaterThan(1);
    await page.locator('[data-step=verify] h2:focus').waitFor();
    await step(page, 'differences').getByText('Forskellene kan først læses').waitFor();
    await stands(page, 'review', 'waiting');
    await problems.filter({ hasText: '/ends/gone' }).getByRole('link').click();
    await page.waitForFunction(
      () => document.querySelector('[data-help] code')?.textContent === '/ends/gone',
    );

    const { body } = await bo.get<{ document: Definition }>('/api/definitions/refusal/versions/1');
    await save('bo', id, () => body.document);
    await bo.post(`/api/definitions/drafts/${id}/verify`);
    const ida = await enter('ida', `/definitions/drafts/${id}/publish`);
    await ida.getByLabel('Bemærkning').fill('Fristen mangler en kilde');
    await button(ida, 'Send tilbage').click();
    await stands(ida, 'review', 'waiting');
    await ida.locator('[data-step=verify] h2:focus').waitFor();
    await page.goto(`/definitions/drafts/${id}/publish`);
    await page.getByText('Ida Krogh har sendt kladden tilbage').waitFor();
    await button(page, 'Opgiv kladden').click();
    await button(page, 'Ja, opgiv den').click();
    await page.getByRole('heading', { name: 'Definitioner', level: 1 }).waitFor();
  }, 240_000);

  it('that was overtaken says what came meanwhile, and takes it in by a button', async () => {
    const bo = await as('bo');
    const drafts = '/api/definitions/drafts';
    const newDraft = async (change: (document: Definition) => void): Promise<string> => {
      const { body } = await bo.post<DraftRow>(drafts, { caseType: 'transitionToAdult' });
      await save('bo', body.id, (document) => {
        change(document);
        return document;
      });
      return body.id;
    };
    const mine = await newDraft(({ title }) => void (title.da = 'Overgangen til voksen'));
    const theirs = await newDraft(({ title }) => void (title.en = 'Becoming an adult'));
    await bo.post(`${drafts}/${theirs}/verify`);
    await (await as('ida')).post(`${drafts}/${theirs}/review`, { approved: true }, { 'if-match': '"2"' });
    expect((await bo.post(`${drafts}/${theirs}/publish`, {})).status).toBe(201);
    const page = await enter('bo', `/definitions/drafts/${mine}`);
    await page.getByText('En anden version er udgivet, siden kladden blev begyndt.').waitFor(LONG);
    await page.getByRole('link', { name: 'Se, hvad der kom til' }).click();
    await step(page, 'differences').getByText('Becoming an adult').first().waitFor(LONG);
    expect(await axe(page)).toEqual([]);
    await button(page, 'Tag det med').click();
    await button(page, 'Tag det med').waitFor({ state: 'detached' });
    await page.getByText('tog det udgivne med').waitFor();
  }, 240_000);

  it('is read by a team leader, who changes nothing but her own judgement', async () => {
    const page = await enter('anne', '/definitions');
    await page.getByRole('link', { name: 'Afslag' }).first().waitFor();
    expect(await button(page, 'Ny kladde').count()).toBe(0);
    expect(await page.getByRole('button', { name: /er gennemgået/ }).count()).toBe(0);
    await page.goto('/definitions/refusal');
    await page.getByRole('button', { name: 'Hent version 1' }).waitFor();
    expect(await page.getByRole('button', { name: /ud af brug/ }).count()).toBe(0);
  }, 60_000);
});

describe('a case type', () => {
  it('is noted as looked through, taken from a file, and retired with a reason', async () => {
    const page = await enter('bo', '/definitions');
    await page.getByRole('button', { name: 'Den Gode Overgang er gennemgået' }).click();
    await page.getByLabel('Hvad blev der set på?').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Hvad blev der set på?').fill('Fristerne');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Gennemgået' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Den Gode Overgang.*senest 27\. marts 2027/ }).waitFor();

    const { body } = await (await as('bo')).get('/api/definitions/remandedCase/versions/1/export/bundle');
    await button(page, 'Ny kladde').click();
    await page.getByLabel('En fil').check();
    await button(page, 'Lav kladde').click();
    await page.getByText('Der er ikke valgt en fil').waitFor();
    const file = (text: string) => ({
      name: 'definitioner.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await page.locator('input[type=file]').setInputFiles(file('nej'));
    await page.getByText('Filen er ikke JSON').waitFor();
    await page.locator('input[type=file]').setInputFiles(file(JSON.stringify(body)));
    await button(page, 'Lav kladde').click();
    await page.waitForURL(/\/definitions\/drafts\//);

    await page.goto('/definitions/remandedCase');
    await button(page, 'Tag ud af brug: version 1').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('åbner derefter ingen nye sager').waitFor();
    await button(dialog, 'Tag ud af brug').click();
    await dialog.getByText('Skriv hvorfor').waitFor();
    await dialog.getByLabel('Hvorfor tages den ud af brug?').fill('Loven er ændret');
    await button(dialog, 'Tag ud af brug').click();
    await page.waitForURL(/\/settings\/changes/);
    await approveNewest(await as('ida'));
    await page.goto('/definitions/remandedCase');
    await page.getByText('Sagstypen åbner ingen nye sager.').waitFor();
    await page.getByText(/Ida Krogh · Loven er ændret/).waitFor();
    await page.getByRole('link', { name: 'version 1', exact: true }).click();
    await page.getByText(/^Taget ud af brug 27\. marts 2026.* · Ida Krogh · Loven er ændret$/).waitFor();
  }, 240_000);

  it('is printed as a workflow description with its own style, and nothing else', async () => {
    const page = await enter('anne', '/definitions/remandedCase');
    await page.getByRole('button', { name: 'Hent version 1' }).click();
    const described = page.getByRole('menuitem', { name: 'Arbejdsgangsbeskrivelse' });
    await page.goto((await described.getAttribute('href'))!);
    await page.getByRole('heading', { name: 'Arbejdsgangsbeskrivelse', level: 1 }).waitFor();
    const cell = page.getByRole('cell').first();
    expect(await cell.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid');
    expect(await axe(page)).toEqual([]);
  }, 60_000);
});
