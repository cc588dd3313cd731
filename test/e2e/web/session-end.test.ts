import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useSandbox } from './sandbox.js';

/** What somebody was writing about a child ends with her session, however that ends. */
const { enter, findCase, web } = useSandbox();

const SECRET = 'B-2026-FORTROLIGT';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page) => page.getByLabel(/^Brevets nummer/);

/** On a case, in the middle of a form, with what is written so far kept in the tab. */
async function writing(): Promise<Page> {
  const { id } = await findCase('2026-000056');
  const page = await enter('lars', `/cases/${id}`);
  await page.locator('[data-event=LETTER_DRAFTED]').click();
  await field(page).fill(SECRET);
  await page.getByText(/^Kladde gemt/).waitFor();
  expect(await kept(page)).toContain(SECRET);
  return page;
}
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
const endAll = () => web().ds.query(`update sessions set expires_at = created_at`);
const comesToSignIn = (page: Page) => page.locator('[name=password]').waitFor();

describe('a half-written form', () => {
  it('is gone when the session has run out and the page asks for something', async () => {
    const page = await writing();
    await field(page).fill(`${SECRET} og mere`);
    await endAll();
    await button(page, 'Registrér').click();
    await comesToSignIn(page);
    expect(await kept(page)).not.toContain(SECRET);
    await page.locator('[name=username]').fill('lars');
    await page.locator('[name=password]').fill('sagsgang');
    await page.locator('button[type=submit]').click();
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    expect(await field(page).inputValue()).not.toContain(SECRET);
  }, 90_000);

  it('is gone when the page is opened again after the session', async () => {
    const page = await writing();
    await endAll();
    await page.reload();
    await comesToSignIn(page);
    expect(await kept(page)).not.toContain(SECRET);
  }, 90_000);

  it('is gone when its writer signs out, in the middle of a word', async () => {
    const page = await writing();
    await field(page).fill(`${SECRET} og mere`);
    await page.getByRole('button', { name: /^Brugermenu/ }).click();
    await page.getByRole('menuitem', { name: 'Log af' }).click();
    await comesToSignIn(page);
    expect(await kept(page)).not.toContain(SECRET);
  }, 90_000);

  it('is in no other tab, and does not outlive its own', async () => {
    const page = await writing();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('[data-event=LETTER_DRAFTED]').waitFor();
    expect(await kept(other)).not.toContain(SECRET);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(SECRET);
  }, 90_000);
});
