import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Definition } from '../../../src/machines/index.js';
import { parseScenario } from '../../scenarios/format.js';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const REFUSAL = '/definitions/refusal/versions/1';
const button = (page: Page | Locator, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });
const lit = (page: Page, path: string) => page.locator(`[data-state="${path}"].active`).first();
const MAIN = 'open.main';

/** Opens a refusal on Friday 27 March 2026 and writes its letter. */
async function begin(page: Page): Promise<void> {
  await button(page, 'Begynd').click();
  await lit(page, `${MAIN}.prepareCall`).waitFor();
  await page.locator('#simulation-now:focus').waitFor();
  await page.locator('[data-event=LETTER_DRAFTED]').click();
  await button(page, 'Send hændelsen').click();
  await lit(page, `${MAIN}.calling`).waitFor();
}

async function call(page: Page): Promise<void> {
  await page.locator('[data-event=CALL_ATTEMPT_LOGGED]').first().click();
  await page.getByRole('textbox', { name: /^Notat/ }).fill('Talte med mor om begrundelsen og klageadgangen.');
  await button(page, 'Send hændelsen').click();
  await lit(page, `${MAIN}.noticeGiven.waitingForSendDay`).waitFor();
}

async function sendLetter(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Digital Post' }).check();
  await button(page, 'Send hændelsen').click();
}

const advanceTo = async (page: Page, date: string) => {
  await page.getByRole('textbox', { name: 'Frem til dato' }).fill(date);
  await button(page, 'Gå').click();
};

/** What the last step came to; it takes the focus when something was sent. */
const now = (page: Page) => page.locator('section[aria-labelledby=simulation-now]');

/** Sends one event of a new application with the answers that were invented for it, but for one. */
async function send(page: Page, event: string, answer?: (form: Locator) => Promise<void>): Promise<void> {
  await page.locator(`[data-event=${event}]`).first().click();
  const form = page.locator('.event-form');
  await answer?.(form);
  await button(form, 'Send hændelsen').click();
  await form.waitFor({ state: 'detached' });
}

describe('the simulator', () => {
  it('plays a refusal: no letter before a weekend, sent on Monday, and every step can be taken back', async () => {
    const page = await enter('bo', `${REFUSAL}/simulate`);
    await begin(page);
    await call(page);
    const blocked = page.locator('[data-blocked=SEND_DECISION_LETTER]');
    await blocked.getByText('et afslag sendes ikke op til en weekend').waitFor();
    await blocked.getByText('Muligt fra mandag den 30. marts 2026').waitFor();

    await button(page, 'Prøv alligevel: Send afgørelsen').click();
    await sendLetter(page);
    await now(page).getByText('Kan ikke ske: Send afgørelsen').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('simulation-now');

    await advanceTo(page, '30.03.2026');
    await lit(page, `${MAIN}.noticeGiven.readyToSend`).waitFor();
    await page.getByText('mandag den 30. marts 2026 kl. 08.00').first().waitFor();
    await page.locator('[data-task=SEND_DECISION] [data-event=SEND_DECISION_LETTER]').click();
    await sendLetter(page);
    await page.getByRole('heading', { name: 'Sagen er afsluttet: Afgørelsen er sendt' }).waitFor();
    await page
      .locator('.timeline [data-effect=sendMessage]', { hasText: 'Brev: Afgørelse om afslag' })
      .waitFor();

    await button(page, 'Et skridt tilbage').click();
    await lit(page, `${MAIN}.noticeGiven.readyToSend`).waitFor();
    await page.getByText('Skridt 4 af 5').waitFor();
    await button(page, 'Forfra').click();
    await lit(page, `${MAIN}.prepareCall`).waitFor();
    await page.locator('#simulation-now:focus').waitFor();
    for (let step = 0; step < 5; step += 1) await button(page, 'Et skridt frem').click();
    await lit(page, 'sent').waitFor();
  }, 120_000);

  it('keeps the script in the browser, as a file and as a scenario', async () => {
    const page = await enter('anne', `${REFUSAL}/simulate`);
    await begin(page);
    await page.reload();
    await lit(page, `${MAIN}.calling`).waitFor();

    await button(page, 'Gem').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Gem som JSON' }).click(),
    ]);
    const path = await file.path();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      caseType: 'refusal',
      startAt: '2026-03-27T08:00:00.000Z',
      script: [{ event: 'LETTER_DRAFTED' }],
    });
    await button(page, 'Nyt forløb').click();
    await page.locator('#simulation-start:focus').waitFor();
    await page.getByLabel('Hent et gemt forløb').setInputFiles(path);
    await lit(page, `${MAIN}.calling`).waitFor();

    await button(page, 'Gem').click();
    await page.getByRole('menuitem', { name: 'Vis som scenarie' }).click();
    const told = await page.getByRole('textbox', { name: 'Scenarie' }).inputValue();
    expect(parseScenario(told).steps).toEqual(
      expect.arrayContaining([{ expectTasks: { are: ['CALL_CITIZEN'] } }]),
    );
  }, 120_000);

  it('lets a child case end as its definition can, and goes on from there', async () => {
    const page = await enter('bo', '/definitions/newApplication/versions/1/simulate');
    await button(page, 'Begynd').click();
    await send(page, 'SCREENING_COMPLETED');
    await send(page, 'CHILD_INVOLVEMENT_NOT_RELEVANT');
    await send(page, 'ASSESSMENT_COMPLETED', (form) =>
      form.getByRole('radio', { name: 'Ingen oplysninger til ugunst' }).check(),
    );
    await send(page, 'REFUSAL', (form) => form.getByRole('textbox').first().fill('Udgifter til transport'));
    const child = page.locator('[data-child]');
    await child.getByRole('combobox').selectOption({ label: 'Tilbage til vurdering: nye oplysninger' });
    await button(child, 'Afslut den tilknyttede sag').click();
    await lit(page, `${MAIN}.assessing`).waitFor();
  }, 120_000);
});

/** A draft in which the letter, once it is written, leads past the call: to another state of the main course. */
async function draftWithWayTo(state: string): Promise<string> {
  const bo = await as('bo');
  const { body } = await bo.get<{ document: Definition }>(`/api${REFUSAL}`);
  const states = body.document.machine.states!['open']!.states!['main']!.states!;
  states['prepareCall']!.on!['LETTER_DRAFTED'] = state;
  states['drawer'] = { meta: { title: { da: 'Lagt i skuffen' }, publicPhase: 'decision' } };
  const draft = { caseType: 'refusal', document: body.document };
  const made = await bo.post<{ id: string }>('/api/definitions/drafts', draft);
  expect(made.status).toBe(201);
  return `/definitions/drafts/${made.body.id}`;
}

describe('the rules of a definition', () => {
  it('are proved one by one, and each proof says how', async () => {
    const page = await enter('anne', `${REFUSAL}/rules`);
    await page.getByText('Alle 7 regler er bevist.').waitFor({ timeout: 60_000 });
    const rule = page.locator('[data-rule=call-before-letter]');
    await rule.getByText('Hændelsen “Send afgørelsen” kommer aldrig før tilstanden').waitFor();
    await button(rule, 'Sådan er det bevist').click();
    await rule.getByText(/^\d+ situationer er gennemgået/).waitFor();
    await page.getByText('Ingen blindgyder').waitFor();
  }, 120_000);

  it('that can be broken show the way on the drawing, step by step', async () => {
    const page = await enter('bo', `${await draftWithWayTo('afterCall')}/rules`);
    await page.getByText('2 kan brydes.').waitFor({ timeout: 60_000 });
    const rule = page.locator('[data-rule=call-before-letter]');
    const said = rule.getByRole('status');
    await rule.locator(`[data-state="${MAIN}.prepareCall"].active`).waitFor();
    expect(await said.textContent()).toMatch(
      /^Trin 1 af 3: Sagen er oprettet\. Sagen er nu her: Samtale og brev/,
    );

    await button(rule, 'Et trin frem').click();
    await rule.locator(`[data-state="${MAIN}.noticeGiven.waitingForSendDay"].active`).waitFor();
    expect(await said.textContent()).toContain('Trin 2 af 3: Brevet er skrevet.');
    await page.keyboard.press('ArrowRight');
    await rule.locator('[data-state="sent"].active').waitFor();
    expect(await said.textContent()).toBe(
      'Trin 3 af 3: Send afgørelsen. Sagen er nu her: Afgørelsen er sendt.',
    );
    await page.keyboard.press('Home');
    await rule.locator(`[data-state="${MAIN}.prepareCall"].active`).waitFor();

    await button(rule, 'Afspil').click();
    await rule.locator('[data-state="sent"].active').waitFor();
    await button(rule, 'Afspil').waitFor();
    expect(await rule.locator('[aria-current=step]').textContent()).toBe('Send afgørelsen');
  }, 120_000);
});

describe('a dead end', () => {
  it('is shown with the way that leads into it', async () => {
    const page = await enter('bo', `${await draftWithWayTo('drawer')}/rules`);
    const deadEnd = page.locator('[data-problem=dormant]');
    await deadEnd.getByText('En sag i “Lagt i skuffen”').waitFor({ timeout: 60_000 });
    await page
      .locator('[data-problem=cannotEnd]', { hasText: 'også hvis alle betingelser' })
      .first()
      .waitFor();
    await button(deadEnd, 'Vis vejen på tegningen').click();
    await button(deadEnd, 'Til det sidste trin').click();
    await deadEnd.locator(`[data-state="${MAIN}.drawer"].active`).waitFor();
  }, 120_000);
});

describe.each([
  ['da', 'light', 1280],
  ['en', 'dark', 320],
] as const)('in %s, %s, at %d px', (language, theme, width) => {
  it('a case that is played and a path that is shown can be used by everybody', async () => {
    const rules = await draftWithWayTo('afterCall');
    const page = await enter('bo', `${REFUSAL}/simulate`, { language, theme, width });
    const found: Record<string, unknown> = {};
    const look = async (name: string) => {
      const faults = await axe(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(`${wide} px wide`);
      if (faults.length > 0) found[name] = faults;
    };
    await button(page, /^(Begynd|Begin)$/).click();
    await lit(page, `${MAIN}.prepareCall`).waitFor();
    await look('playing');
    await page.locator('[data-event=LETTER_DRAFTED]').click();
    await page.locator('.event-form').waitFor();
    await look('event');
    await page.goto(`${rules}/rules`);
    await page.locator('.path-player .chart-state.active').first().waitFor({ timeout: 60_000 });
    await look('rules');
    expect(found).toEqual({});
  }, 120_000);
});
