import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const NEXT = 'en lang og glat vej';

const { arrive, enter } = useSandbox();

const current = (page: Page) => page.getByLabel('Nuværende adgangskode');
const next = (page: Page) => page.getByLabel('Ny adgangskode');
const send = (page: Page) => page.locator('main form button[type=submit]').click();
const summaryOf = async (page: Page) => {
  const summary = page.locator('.aksel-error-summary');
  await summary.waitFor();
  return summary.getByRole('link').allInnerTexts();
};
const hasFocus = (page: Page, part: string) =>
  page.waitForFunction((name) => document.activeElement?.className.includes(name), part);

describe('the own password', () => {
  it('is changed from the menu: mistakes are summed up, other browsers are signed out, the new one counts', async () => {
    const elsewhere = await enter('lars', '/tasks');
    const page = await enter('lars', '/tasks');
    await page.getByRole('button', { name: /^Brugermenu/ }).click();
    await page.getByRole('menuitem', { name: 'Skift adgangskode' }).click();
    await page.getByRole('heading', { level: 1, name: 'Skift adgangskode' }).waitFor();

    await next(page).fill('for kort');
    await send(page);
    expect(await summaryOf(page)).toEqual([
      'Skriv din nuværende adgangskode',
      'Den nye adgangskode skal have mindst 12 tegn',
    ]);
    await hasFocus(page, 'error-summary');
    expect(await axe(page)).toEqual([]);

    await current(page).fill('et gæt');
    await next(page).fill(NEXT);
    await send(page);
    await page.getByRole('link', { name: 'Den nuværende adgangskode er forkert' }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'password-current');
    expect(await next(page).inputValue()).toBe(NEXT);

    await current(page).fill('sagsgang');
    await page.getByRole('checkbox', { name: 'Vis, hvad jeg skriver' }).check();
    expect(await current(page).getAttribute('type')).toBe('text');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Din adgangskode er skiftet.').waitFor();
    await hasFocus(page, 'aksel-alert');
    await elsewhere.locator('[name=password]').waitFor();

    await page.goto('/cases');
    await page.getByRole('heading', { level: 1, name: 'Sager' }).waitFor();
    const again = await arrive();
    await again.goto('/');
    for (const password of ['sagsgang', NEXT]) {
      await again.locator('[name=username]').fill('lars');
      await again.locator('[name=password]').fill(password);
      await again.locator('button[type=submit]').click();
      if (password !== NEXT)
        await again.getByText('Brugernavn eller adgangskode er forkert').first().waitFor();
    }
    await again.getByRole('heading', { level: 1, name: 'Mine opgaver' }).waitFor();
  }, 90_000);

  it('is no longer than it may be, and another than before', async () => {
    const page = await enter('mette', '/password');
    await current(page).fill('den helt samme vej');
    await next(page).fill('den helt samme vej');
    await send(page);
    expect(await summaryOf(page)).toEqual(['Den nye adgangskode skal være en anden end den nuværende']);
    await next(page).fill('x'.repeat(201));
    expect(await summaryOf(page)).toEqual(['Den nye adgangskode må højst have 200 tegn']);
  }, 60_000);
});
