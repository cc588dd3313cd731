import { describe, expect, it } from '@jest/globals';
import { receipt } from './casework.js';
import { tabTo, unseenFocus } from './keyboard.js';
import { useSandbox } from './sandbox.js';

const { arrive, enter, findCase } = useSandbox();

const LONG = 90_000;

describe('a day without a mouse', () => {
  it(
    'begins with signing in, finds a task, fills in its form and sends it',
    async () => {
      const page = await arrive();
      await page.goto('/');
      await tabTo(page, page.getByLabel('Brugernavn'));
      await page.keyboard.type('mette');
      await tabTo(page, page.getByLabel('Adgangskode'));
      await page.keyboard.type('sagsgang');
      await page.keyboard.press('Enter');

      const call = page.getByRole('link', { name: 'Ring til borgeren, før afgørelsen sendes' });
      await call.waitFor();
      for (let row = 0; row < 10; row++) {
        await page.keyboard.press('j');
        expect(await unseenFocus(page)).toBeNull();
        if (await call.evaluate((element) => element === document.activeElement)) break;
      }
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: 'Notér opkald' }));
      await page.keyboard.press('Enter');
      const form = page.locator('.event-form');
      await tabTo(page, form.getByRole('button', { name: 'Registrér' }));
      await page.keyboard.press('Enter');
      const mistakes = page.locator('.aksel-error-summary');
      await mistakes.waitFor();
      expect(await mistakes.evaluate((element) => element.contains(document.activeElement))).toBe(true);

      await tabTo(page, mistakes.getByRole('link').first());
      await page.keyboard.press('Enter');
      await tabTo(page, form.getByRole('radio', { name: 'Ja' }).first());
      await page.keyboard.press('Space');
      await tabTo(page, form.getByLabel(/^Notat: hvad blev sagt/));
      await page.keyboard.type('Forklarede afslaget og klagevejen.');
      await tabTo(page, form.getByRole('button', { name: 'Registrér' }));
      await page.keyboard.press('Enter');
      await receipt(page, 'Notér opkald').waitFor();
    },
    LONG,
  );

  it(
    'searches, looks up the keys, takes two cases at once and gives one away',
    async () => {
      const page = await enter('mette', '/tasks?list=unassigned');
      await page.locator('[data-task]').first().waitFor();
      await page.keyboard.press('?');
      await page.getByText('Vis denne oversigt').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.keyboard.type('Noah');
      await tabTo(page, page.getByRole('dialog').getByRole('link', { name: /^Noah/ }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Noah Tangvad' }).waitFor();

      await page.keyboard.press('i');
      await tabTo(page, page.getByRole('tab', { name: /^Mine/ }));
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByText('Frida Kornager').first().waitFor();
      await page.keyboard.press('Tab');
      const taken = new Set<string>();
      while (taken.size < 2) {
        await page.keyboard.press('j');
        const row = page.locator('[data-task]:focus-within');
        const number = await row.locator('.case-number').innerText();
        if (taken.has(number) || (await row.getByRole('checkbox').count()) === 0) continue;
        taken.add(number);
        await page.keyboard.press('x');
      }
      await tabTo(page, page.getByRole('button', { name: 'Tag de valgte' }));
      await page.keyboard.press('Enter');
      await page.getByText('2 sager er nu dine.').waitFor();

      await page.keyboard.press('i');
      await page.goto('/tasks');
      await page.locator('[data-task]').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('o');
      await tabTo(page, page.getByRole('combobox', { name: 'Til hvem' }));
      await page.keyboard.type('Lars');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('1 sag er givet til Lars Dam.').waitFor();
    },
    LONG,
  );
});

describe('a case on paper', () => {
  it('has what was decided and when, and nothing to press', async () => {
    const { id, caseNumber } = await findCase('2026-000047');
    const page = await enter('mette', `/cases/${id}`);
    await page.locator('.deadline').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible, header:visible, nav:visible').count()).toBe(0);
    for (const part of [
      caseNumber,
      'Ellen Overdal',
      'Frister',
      'Hændelser',
      'Fristen er overskredet: Screening',
    ])
      expect(await page.getByText(part).first().isVisible()).toBe(true);
  });
});

describe('a case of another team', () => {
  it('is not shown, not even whose it is', async () => {
    const { id } = await findCase('2026-000047');
    const page = await enter('jens', `/cases/${id}`);
    await page.getByText('Sagen findes ikke.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Ellen');
    await page.goto(`/cases/${id}/inspect`);
    await page.getByText('Sagen findes ikke.').waitFor();
  });
});

describe('a session that ends', () => {
  it('asks to sign in again where one was, and keeps nothing of what was written', async () => {
    const { id } = await findCase('2026-000047');
    const page = await enter('mette', `/cases/${id}`);
    await page.getByRole('button', { name: 'Ansøgningen er trukket tilbage' }).click();
    const field = page.locator('.event-form').getByRole('textbox').first();
    await field.fill('Ringede i dag');
    await page.getByText(/^Kladde gemt/).waitFor();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Registrér' }).click();
    await page.getByLabel('Brugernavn').fill('mette');
    await page.getByLabel('Adgangskode').fill('sagsgang');
    await page.getByRole('button', { name: 'Log ind' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ellen Overdal' }).waitFor();
    await page.getByRole('button', { name: 'Ansøgningen er trukket tilbage' }).click();
    expect(await field.inputValue()).toBe('');
  });
});
