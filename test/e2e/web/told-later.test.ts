import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const date = (page: Page | Locator) => page.getByLabel('Dato, hvis det ikke er nu');
const time = (page: Page | Locator) => page.getByLabel('Klokkeslæt, hvis det ikke er nu');
const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name });
const application = (happenedAt: object) => ({
  caseType: 'newApplication',
  facts: { applicationReceivedAt: '2026-03-20T07:00:00.000Z' },
  ...happenedAt,
});

describe('a case that began before it was recorded', () => {
  it('is opened with when that was, told what is wrong with the moment, and has its days from then', async () => {
    const page = await enter('mette', '/cases/new');
    await page.getByText('Ny ansøgning', { exact: true }).click();
    await page.getByLabel('Dato', { exact: true }).fill('20.03.2026');
    await page.getByLabel('Klokken').fill('8.00');
    await button(page, 'Begyndte sagen før nu?').click();
    await date(page).fill('28.03.2026');
    await button(page, 'Opret sagen').click();
    await page.getByText('Vælg en dag, der er kommet').waitFor();
    await page.getByText('Skriv klokkeslættet som 9.30, eller lad begge felter stå tomme').waitFor();
    expect(await time(page).getAttribute('aria-invalid')).toBe('true');
    expect(await axe(page)).toEqual([]);
    await date(page).fill('27.03.2026');
    await time(page).fill('23.59');
    await button(page, 'Opret sagen').click();
    await page.getByText('Tidspunktet ligger i fremtiden.').first().waitFor();
    await date(page).fill('20.03.2026');
    await time(page).fill('10.00');
    await button(page, 'Opret sagen').click();
    await page.getByText('Skete 20. marts 2026 kl. 10.00, registreret 27. marts 2026 kl. 08.30').waitFor();
  }, 90_000);

  it('takes an event of an earlier day, but none from before it was received', async () => {
    const mette = await as('mette');
    const body = application({ happenedAt: '2026-03-20T09:00:00.000Z' });
    const { id } = (await mette.post<CaseView>('/api/cases', body)).body;
    const page = await enter('mette', `/cases/${id}`, { width: 320 });
    await page.locator('[data-event]').getByText('Send kvitteringsbrev', { exact: true }).first().click();
    await button(page, 'Notat, eller skete det før nu?').click();
    await date(page).fill('19.03.2026');
    await time(page).fill('9.00');
    await button(page, 'Registrér').click();
    await page.getByText('Tidspunktet ligger før, sagen blev modtaget.').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await date(page).fill('23.03.2026');
    await button(page, 'Registrér').click();
    await page.getByText('Skete 23. marts 2026 kl. 09.00, registreret 27. marts 2026 kl. 08.30').waitFor();
  }, 90_000);

  it('is seen by its leader as it was known then, and as it was', async () => {
    const mette = await as('mette');
    const body = application({ happenedAt: '2026-03-20T09:00:00.000Z' });
    const { id } = (await mette.post<CaseView>('/api/cases', body)).body;
    const happenedAt = '2026-03-23T08:00:00.000Z';
    const told = await mette.post(`/api/cases/${id}/events`, { type: 'ACKNOWLEDGEMENT_SENT', happenedAt });
    expect(told.status).toBe(200);
    const page = await enter('anne', `/cases/${id}/inspect`);
    await page
      .getByText(/^Skete 23\. marts 2026 kl\. 09\.00, registreret 27\. marts/)
      .first()
      .waitFor();
    await button(page, /^Hændelse 1 af/).click();
    const waiting = page.locator('section[aria-labelledby=timers]');
    const known = page.getByRole('radio', { name: 'Som man vidste da' });
    expect(await known.isChecked()).toBe(true);
    expect(await waiting.getByText('Kvitteringsbrev').count()).toBe(0);
    await page.getByRole('radio', { name: 'Som det var' }).click();
    await waiting.getByText('Kvitteringsbrev').first().waitFor();
    expect(await axe(page)).toEqual([]);
  }, 90_000);
});

describe('a deadline that was found anew', () => {
  it('shows what it was before, until when, and why, on the page of its case', async () => {
    const [mette, bo] = [await as('mette'), await as('bo')];
    const view = (await mette.post<CaseView>('/api/cases', application({}))).body;
    const { targetOn } = view.deadlines.find(({ key }) => key === 'decision')!;
    const closed = await bo.post('/api/calendar/closed-days', { date: targetOn, name: 'Rådhuset flytter' });
    expect(closed.status).toBe(201);
    const page = await enter('mette', `/cases/${view.id}`);
    await button(page, /^Sådan er datoen fundet: Afgørelse/).click();
    const earlier = button(page, '1 tidligere beregning');
    await earlier.click();
    await page.getByText(/^Fristen var 12\. juni 2026.*, indtil 27\. marts 2026 kl\. 08\.30: /).waitFor();
    expect(await page.getByText('Rådhuset flytter').count()).toBeGreaterThan(0);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  }, 90_000);
});
