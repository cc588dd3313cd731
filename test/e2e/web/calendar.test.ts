import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CalendarRow } from '../../../src/persistence/calendars.js';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const summary = (page: Page) => page.locator('.aksel-error-summary');
const scrolls = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

async function enterCalendar(look: { language?: 'da' | 'en'; width?: number } = {}): Promise<Page> {
  const page = await enter('bo', '/settings/calendar', look);
  await page.locator('.year').waitFor();
  return page;
}

async function preview(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Se, hvad der flytter sig' }).click();
  const impact = page.locator('section[aria-labelledby=impact]');
  await impact.waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('impact');
  return (await impact.textContent())!;
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Offentliggør kalenderen' }).click();
  await page.getByText(/Version \d+ er offentliggjort/).waitFor();
}

const current = async () => (await (await as('bo')).get<CalendarRow>('/api/calendar')).body.data;

describe('the holidays of the calendar', () => {
  it('get one from a year on: told what is wrong, previewed, published, and seen on its day', async () => {
    const page = await enterCalendar();
    const holidays = region(page, 'Helligdage gennem årene');
    await holidays.getByLabel('Dag i måneden').fill('31');
    await holidays.getByLabel('Måned', { exact: true }).selectOption({ label: 'april' });
    await holidays.getByLabel('Til og med år').fill('2025');
    await holidays.getByRole('button', { name: 'Føj til ændringerne' }).click();
    expect(await summary(page).getByRole('link').allInnerTexts()).toEqual([
      'Skriv, hvad dagen kaldes',
      'Skriv en dag, som måneden har',
      'Det sidste år ligger før det første',
    ]);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
    expect(await holidays.getByLabel('Dag i måneden').getAttribute('aria-invalid')).toBe('true');
    expect(await axe(page)).toEqual([]);
    await holidays.getByLabel('Hvad dagen kaldes').fill('byens dag');
    await holidays.getByLabel('Dag i måneden').fill('9');
    await holidays.getByLabel('Til og med år').fill('2030');
    await page.keyboard.press('Enter');
    await page
      .getByText('Ny helligdag: byens dag, 9. april hvert år, fra og med 2026, til og med 2030')
      .waitFor();
    const words = await preview(page);
    expect(words).toContain('Helligdag: 5 dage, 2026–2030 (byens dag)');
    expect(Number(/(\d+) frister? flytter sig/.exec(words)![1])).toBeGreaterThan(0);
    expect(words).not.toMatch(/2026-0000\d\d/);
    await page.locator('[data-date="2026-04-09"].closing').waitFor();
    await publish(page);
    await page.locator('[data-date="2026-04-09"].holiday').waitFor();
    await holidays.getByText('2026–2030').waitFor();
    await region(page, 'Versioner').getByText('Helligdag: 5 dage, 2026–2030 (byens dag)').waitFor();
  }, 120_000);

  it('lose one from a year on, for the time limits of citizens only', async () => {
    const page = await enterCalendar();
    const holidays = region(page, 'Helligdage gennem årene');
    await holidays.getByLabel('Fjern en helligdag').check();
    await holidays
      .getByLabel('Hvilken slags dag')
      .selectOption({ label: 'Tæller kun for borgernes frister' });
    await holidays.getByLabel('Hvilken helligdag').selectOption('grundlovsdag');
    await holidays.getByLabel('Fra og med år').fill('2027');
    await holidays.getByRole('button', { name: 'Føj til ændringerne' }).click();
    await page
      .getByText('Tæller ikke længere for borgernes frister: grundlovsdag, fra og med 2027')
      .waitFor();
    await preview(page);
    await publish(page);
    await holidays.getByText('2000–2026').waitFor();
    expect(Object.keys((await current()).citizenHolidays)).not.toContain('2027-06-05');
  }, 120_000);
});

describe('the times of the calendar', () => {
  it('are changed together, and measured by each other', async () => {
    const page = await enterCalendar();
    const times = region(page, 'Klokkeslæt');
    await times.getByLabel('Breve sendes senest før').fill('7.45');
    await times.getByRole('button', { name: 'Skift klokkeslæt' }).click();
    const order = 'Tiden skal ligge før den, hvor dagens sidste breve sendes';
    expect(await summary(page).getByRole('link').allInnerTexts()).toEqual([order, order]);
    await times.getByLabel('Breve sendes tidligst').fill('2.30');
    await summary(page).getByText('Tider mellem 2.00 og 3.00 kan ikke bruges').waitFor();
    await times.getByLabel('Breve sendes tidligst').fill('9.00');
    await times.getByLabel('Breve sendes senest før').fill('15.30');
    await page.keyboard.press('Enter');
    await page.getByText('Breve sendes tidligst kl. 09.00').waitFor();
    await page.getByText('Breve sendes ikke samme dag fra kl. 15.30').waitFor();
    await preview(page);
    await publish(page);
    expect(await current()).toMatchObject({ reminderClock: '08:00', sendFrom: '09:00', sendCutOff: '15:30' });
  }, 120_000);
});

describe('the series of the calendar', () => {
  it('begin with a rule, change by another, and end; one that a case type needs stays', async () => {
    const page = await enterCalendar();
    const series = region(page, 'Rækker af mødedage');
    await series.getByLabel('Række', { exact: true }).selectOption({ label: 'En ny række …' });
    await series.getByLabel('Rækkens navn').fill('unge råd');
    await series.getByLabel('Hvornår').selectOption({ label: 'En ugedag i en måned' });
    await series.getByRole('button', { name: 'Føj til ændringerne' }).click();
    await summary(page).getByText('Skriv et navn af bogstaverne a–z og tal').waitFor();
    await series.getByLabel('Rækkens navn').fill('ungeraad');
    await series.getByLabel('Hvilken', { exact: true }).selectOption({ label: 'den anden' });
    await series.getByLabel('Ugedag').selectOption({ label: 'torsdag' });
    await series.getByLabel('Måned', { exact: true }).selectOption({ label: 'hver måned' });
    await series.getByRole('button', { name: 'Føj til ændringerne' }).click();
    await page.getByText('ungeraad: nye dage, den anden torsdag i hver måned, fra og med 2026').waitFor();
    await preview(page);
    await publish(page);
    await series.getByText('torsdag den 9. april 2026').waitFor();
    expect((await current()).series['ungeraad']!.slice(0, 2)).toEqual(['2026-01-08', '2026-02-12']);

    await series.getByRole('button', { name: 'Fjern torsdag den 9. april 2026 fra ungeraad' }).click();
    await page.getByText('ungeraad: uden torsdag den 9. april 2026').waitFor();
    await preview(page);
    await publish(page);
    expect((await current()).series['ungeraad']).not.toContain('2026-04-09');

    await series.getByLabel('Række', { exact: true }).selectOption({ label: 'Cafémøder' });
    await series.getByLabel('Fjern hele rækken').check();
    await series.getByRole('button', { name: 'Føj til ændringerne' }).click();
    await page.getByRole('button', { name: 'Se, hvad der flytter sig' }).click();
    await page.getByText('En sagstype bruger rækken, så den kan ikke fjernes.').waitFor();
    await page.getByRole('button', { name: /^Fortryd: Rækken fjernes: Cafémøder/ }).click();
    await series.getByLabel('Række', { exact: true }).selectOption({ label: 'ungeraad' });
    await series.getByRole('button', { name: 'Føj til ændringerne' }).click();
    await series.getByText('Hele rækken bliver fjernet.').waitFor();
    await preview(page);
    await publish(page);
    expect(Object.keys((await current()).series)).toEqual(['cafeMeeting']);
  }, 180_000);
});

describe('the law of the calendar', () => {
  it('becomes that of another country: its holidays, its zone, and what it would move in numbers', async () => {
    const page = await enterCalendar();
    const law = region(page, 'Land og tidszone');
    await law.getByRole('button', { name: 'Skift land og tidszone' }).click();
    await summary(page).getByText('Det er landet og tidszonen i forvejen').waitFor();
    await law.getByLabel('Land', { exact: true }).selectOption({ label: 'Tyskland' });
    await law.getByLabel('Delstat eller område').selectOption({ label: 'Bayern' });
    await law.getByLabel('Egn').selectOption({ label: 'Stadt Augsburg' });
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await law.getByRole('button', { name: 'Skift land og tidszone' }).click();
    await page
      .getByText('Helligdage som i Tyskland, Bayern, Stadt Augsburg, tidszone Europe/Berlin')
      .waitFor();
    const holidays = region(page, 'Helligdage gennem årene');
    await holidays.getByLabel('Fjern en helligdag').check();
    await holidays.getByText('Helligdagene bliver dem, der gælder i Tyskland').waitFor();
    const words = await preview(page);
    expect(words).toMatch(/Ikke længere helligdag: 61 dage, 2000–2060 \(skærtorsdag\)/);
    expect(Number(/(\d+) frister? flytter sig/.exec(words)![1])).toBeGreaterThan(0);
    expect(await page.locator('main a[href^="/cases/"]').count()).toBe(0);
    await publish(page);
    await law.getByText('Tyskland, Bayern, Stadt Augsburg').waitFor();
    expect(await current()).toMatchObject({ country: 'DE-BY-A', zone: 'Europe/Berlin' });
    await page.locator('[data-date="2026-05-01"].holiday').waitFor();
  }, 120_000);
});

describe('on a phone, in English', () => {
  it('every form of the calendar fits, and says in English what is wrong', async () => {
    const page = await enterCalendar({ language: 'en', width: 320 });
    for (const [name, button, fault] of [
      ['Public holidays through the years', 'Add to the changes', 'Enter what the day is called'],
      ['Series of meeting days', 'Add to the changes', 'Enter a date, for instance 14.05.2027'],
      ['Times of day', 'Change the times', 'Those are the times already'],
      ['Country and time zone', 'Change country and time zone', 'That is the country and time zone already'],
    ] as const) {
      await region(page, name).getByRole('button', { name: button }).click();
      await region(page, name).locator('.aksel-error-summary').getByText(fault).waitFor();
      expect([name, await scrolls(page)]).toEqual([name, false]);
    }
    expect(await axe(page)).toEqual([]);
  }, 120_000);
});
