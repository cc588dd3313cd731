import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { Client } from '../../support/app.js';
import { signIn } from './browser.js';
import { useSandbox } from './sandbox.js';

const { arrive, as, findCase, web } = useSandbox();
let mette: Client;
beforeAll(async () => {
  mette = await as('mette');
});

/** A page that is told of changes: it asks for nothing by itself. */
async function enter(username: string, path = '/'): Promise<Page> {
  const page = await arrive();
  const listening = page.waitForResponse('**/api/live');
  await signIn(page, username, path);
  await listening;
  return page;
}

/** From whoever has it now. */
async function giveTo(username: string, { id, tasks }: CaseView): Promise<void> {
  const { body: people } = await mette.get<{ id: string; username: string }[]>('/api/people');
  const assigneeId = people.find((person) => person.username === username)!.id;
  const task = tasks.find(({ role }) => role === 'caseworker')!;
  const { assignee } = (await mette.get<CaseView>(`/api/cases/${id}`)).body;
  const given = await mette.post(`/api/tasks/${task.id}/assign`, { assigneeId, from: assignee?.id ?? null });
  expect(given.status).toBe(200);
}

async function eventsSince({ id, seq }: CaseView): Promise<string[]> {
  const path = `/api/cases/${id}/history?afterSeq=${seq}`;
  const { body } = await mette.get<{ items: { type: string }[] }>(path);
  return body.items.map(({ type }) => type).filter((type) => !/^(timer|xstate)\./.test(type));
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const done = (page: Page) => page.getByText(/^Registreret:/);
const letterNumber = (page: Page) => page.getByLabel(/^Brevets nummer/);

describe('what a colleague does', () => {
  it('appears in the list of tasks without reloading', async () => {
    const view = await findCase('2026-000055');
    await giveTo('mette', view);
    const page = await enter('lars', '/tasks');
    const rows = page.locator('[data-task]', { hasText: view.caseNumber });
    await page.locator('[data-task]').first().waitFor();
    expect(await rows.count()).toBe(0);
    await giveTo('lars', view);
    await rows.first().waitFor();
    await giveTo('mette', view);
    await rows.first().waitFor({ state: 'detached' });
  });

  it('appears on the page of the case, with who did it', async () => {
    const view = await findCase('2026-000055');
    const [first, second] = [
      await enter('mette', `/cases/${view.id}`),
      await enter('lars', `/cases/${view.id}`),
    ];
    const card = first.locator('#task-SEND_ACKNOWLEDGEMENT');
    await second.locator('#task-SEND_ACKNOWLEDGEMENT').waitFor();
    await card.locator('[data-event]').first().click();
    await card.getByRole('button', { name: 'Registrér' }).click();
    await done(first).waitFor();
    await second.getByText(/^Mette Holm registrerede “.+” kl\. \d\d\.\d\d$/).waitFor();
    await second.locator('#task-SEND_ACKNOWLEDGEMENT').waitFor({ state: 'detached' });
    expect(await first.getByText('Der er sket noget i sagen').count()).toBe(0);
  });

  it('rings the bell of the one it concerns', async () => {
    const page = await enter('mette', '/cases');
    const bell = page.locator('.bell');
    const ringing = page.locator('.bell[data-fresh]');
    await ringing.waitFor();
    await bell.click();
    await page.keyboard.press('Escape');
    await ringing.waitFor({ state: 'detached' });
    await mette.post('/api/clock', { advanceBy: 'P3D' });
    await ringing.waitFor();
  });
});

describe('a form whose case changes meanwhile', () => {
  it('says who did what, keeps what was typed, and is taken when its user has seen it', async () => {
    const view = await findCase('2026-000056');
    const page = await enter('lars', `/cases/${view.id}`);
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await letterNumber(page).fill('B-2026-7');
    await giveTo('mette', view);
    await page.getByText('Sagen har fået ny sagsbehandler – Mette Holm, kl.', { exact: false }).waitFor();
    expect(await letterNumber(page).inputValue()).toBe('B-2026-7');
    await button(page, 'Det har jeg set').click();
    await page.getByText('Sagen er ændret, mens du skrev').waitFor({ state: 'detached' });
    expect(await letterNumber(page).inputValue()).toBe('B-2026-7');
    await button(page, 'Annullér').click();
  });

  it('is refused with what happened when its user was not told before, and is taken the next time', async () => {
    const view = await findCase('2026-000056');
    const page = await arrive();
    // As where a proxy lets no stream through.
    await page.route('**/api/live', (route) => route.fulfill({ status: 502 }));
    await signIn(page, 'lars', `/cases/${view.id}`);
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await letterNumber(page).fill('B-2026-8');
    await giveTo('lars', view);
    await button(page, 'Registrér').click();
    await page.getByText('Sagen har fået ny sagsbehandler – Mette Holm', { exact: false }).waitFor();
    const focused = () => page.locator('.meanwhile').evaluate((notice) => notice === document.activeElement);
    expect(await focused()).toBe(true);
    expect(await letterNumber(page).inputValue()).toBe('B-2026-8');
    await button(page, 'Registrér').click();
    await done(page).waitFor();
    expect((await findCase('2026-000056')).facts).toMatchObject({ letterReference: 'B-2026-8' });
  });
});

describe('a server that is away for a while', () => {
  const banner = (page: Page) => page.getByText('Der er ingen forbindelse til serveren.', { exact: false });

  it('is noticed without doing anything, and everything is read anew when it is back', async () => {
    const view = await findCase('2026-000055');
    const page = await enter('lars', `/cases/${view.id}`);
    await web().stop();
    await banner(page).waitFor();
    await web().start();
    await banner(page).waitFor({ state: 'detached' });
    mette = await as('mette');
    await giveTo('lars', await findCase(view.caseNumber));
    await page.getByText('Sagen har fået ny sagsbehandler – Mette Holm', { exact: false }).waitFor();
  });

  it('keeps a form, and gets what was sent again once only', async () => {
    const view = await findCase('2026-000047');
    const page = await enter('mette', `/cases/${view.id}`);
    const keys: string[] = [];
    page.on('request', (request: Request) => {
      if (request.url().endsWith('/events')) keys.push(request.headers()['idempotency-key'] ?? '');
    });
    const event = page.locator('[data-event]').first();
    const type = await event.getAttribute('data-event');
    await event.click();
    await answerAll(page);
    // The request is carried out, its answer never arrives: the hardest case.
    await page.route('**/events', async (route) => {
      await route.fetch();
      await web().stop();
      await route.abort();
    });
    await button(page, 'Registrér').click();
    await banner(page).waitFor();
    await page.unroute('**/events');
    await web().start();
    await banner(page).waitFor({ state: 'detached' });
    await button(page, 'Registrér').click();
    await done(page).waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect((await eventsSince(view)).filter((each) => each === type)).toHaveLength(1);
  });

  /** The form needs answers; which ones does not matter here. */
  async function answerAll(page: Page): Promise<void> {
    for (const field of await page.locator('.schema-form fieldset:has(input[type=radio])').all())
      await field.locator('input[type=radio]').first().check();
    for (const field of await page.locator('.schema-form input[required], .schema-form textarea').all())
      if (await field.isVisible()) await field.fill('Noteret');
  }
});
