import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { Client } from '../../support/app.js';
import { useSandbox } from './sandbox.js';

const { arrive, as, enter, findCase } = useSandbox();
let mette: Client;
beforeAll(async () => {
  mette = await as('mette');
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const done = (page: Page) => page.getByText(/^Registreret:/);

describe('signing in', () => {
  it('says what is missing or wrong, and lands where one was going', async () => {
    const page = await arrive();
    await page.goto('/cases');
    await button(page, 'Log ind').click();
    await page.getByText('Skriv dit brugernavn').waitFor();
    await page.getByLabel('Brugernavn').fill('mette');
    await page.getByLabel('Adgangskode').fill('forkert');
    await button(page, 'Log ind').click();
    await page.getByText('Brugernavn eller adgangskode er forkert. Prøv igen.').waitFor();
    await page.getByLabel('Adgangskode').fill('sagsgang');
    await button(page, 'Log ind').click();
    await heading(page, 'Sager').waitFor();
  });

  it('shows tasks by urgency with the reason for each date, and forgets the session on leaving', async () => {
    const page = await enter('mette');
    for (const group of ['Overskredet', 'I dag', 'Senere'])
      await heading(page, new RegExp(`^${group}`)).waitFor();
    await page.getByText('Screening · 1 uge fra').first().waitFor();
    await button(page, /Brugermenu/).click();
    await page.getByRole('menuitem', { name: 'Log af' }).click();
    await heading(page, 'Log ind').waitFor();
  });
});

describe('a new application', () => {
  it('is received and acknowledged', async () => {
    const page = await enter('mette', '/cases/new');
    await page.getByText('Ny ansøgning', { exact: true }).click();
    await page.getByRole('searchbox', { name: 'Borger' }).fill('emil');
    await button(page, /^Emil /).click();
    await button(page, 'Opret sagen').click();
    await page.getByRole('link', { name: 'Udfyld “Ansøgningen er modtaget”' }).waitFor();
    await page.getByLabel('Dato', { exact: true }).fill('27.03.2026');
    await page.getByLabel('Klokken').fill('8.00');
    await button(page, 'Opret sagen').click();
    await heading(page, /^Emil /).waitFor();
    const card = page.locator('#task-SEND_ACKNOWLEDGEMENT');
    await card.locator('[data-event]').first().click();
    await card.getByRole('button', { name: 'Registrér' }).click();
    await done(page).waitFor();
    await card.waitFor({ state: 'detached' });
  });
});

describe('a form', () => {
  const note = (page: Page) => page.getByLabel(/^Uddybning|^Notat: hvad blev sagt/);

  it('keeps what was written when one leaves, and gives it back', async () => {
    const { id } = await findCase('2026-000056');
    const page = await enter('lars', `/cases/${id}`);
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await page.getByLabel(/^Brevets nummer/).fill('B-2026-999');
    await page.getByText(/^Kladde gemt/).waitFor();
    await page.getByRole('link', { name: 'Sager', exact: true }).click();
    await heading(page, 'Sager').waitFor();
    await page.goBack();
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await page.getByText(/er hentet frem igen/).waitFor();
    expect(await page.getByLabel(/^Brevets nummer/).inputValue()).toBe('B-2026-999');
    expect(await note(page).count()).toBe(0);
  });

  it('says what has changed when somebody else was faster, and sends once more what was typed', async () => {
    const { id } = await findCase('2026-000056');
    const page = await enter('lars', `/cases/${id}`);
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await page.getByLabel(/^Brevets nummer/).fill('B-2026-1000');
    const view = (await mette.get<CaseView>(`/api/cases/${id}`)).body;
    const people = await mette.get<{ id: string; username: string }[]>('/api/people');
    const assigneeId = people.body.find(({ username }) => username === 'mette')!.id;
    await mette.post(`/api/tasks/${view.tasks[0]!.id}/assign`, {
      assigneeId,
      from: view.assignee?.id ?? null,
    });
    await button(page, 'Registrér').click();
    await page.getByText('Sagen har fået ny sagsbehandler – Mette Holm').waitFor();
    expect(await page.getByLabel(/^Brevets nummer/).inputValue()).toBe('B-2026-1000');
    await button(page, 'Registrér').click();
    await done(page).waitFor();
    expect((await findCase('2026-000056')).facts).toMatchObject({ letterReference: 'B-2026-1000' });
  });

  it('survives an answer that is lost, and is sent once', async () => {
    const { id, seq } = await findCase('2026-000055');
    const page = await enter('mette', `/cases/${id}`);
    await page.locator('#task-SEND_ACKNOWLEDGEMENT [data-event]').first().click();
    // The answer is lost, not the request: the hardest case.
    await page.route('**/events', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, 'Registrér').click();
    await page.getByText('Serveren svarer ikke.', { exact: false }).waitFor();
    await page.unroute('**/events');
    await button(page, 'Registrér').click();
    await done(page).waitFor();
    const { body } = await mette.get<{ items: { type: string }[] }>(
      `/api/cases/${id}/history?afterSeq=${seq}`,
    );
    expect(body.items.filter(({ type }) => !/^(timer|xstate)\./.test(type))).toHaveLength(1);
  });
});
