import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Definition } from '../../../src/machines/index.js';
import type { Draft, DraftChange } from '../../../src/persistence/definition-drafts.js';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const API = '/api/definitions/drafts';
const MAIN = '/machine/states/open/states/main/states';
const SKIPPED = 'Afslag meddeles mundtligt, før det sendes';

/** The case type as its authors wrote it, with its fragments still to be included. */
const shipped = (): unknown =>
  JSON.parse(readFileSync('src/machines/case-types/refusal.json', 'utf8')) as unknown;

async function makeDraft(document?: unknown): Promise<string> {
  const bo = await as('bo');
  const { body } = await bo.post<Draft>(API, { caseType: 'refusal', ...(document ? { document } : {}) });
  return body.id;
}
const read = async (id: string): Promise<Draft & { document: Definition }> =>
  (await (await as('bo')).get<Draft & { document: Definition }>(`${API}/${id}`)).body;

/** Saved by somebody else in the meantime. */
async function saveAs(username: string, id: string, change: (document: Definition) => void): Promise<void> {
  const { document, revision } = await read(id);
  change(document);
  const headers = { 'if-match': `"${revision}"` };
  const body = { document, note: 'Rettet af en anden' };
  const answer = await (await as(username)).request('PUT', `${API}/${id}`, { body, headers });
  expect(answer.status).toBe(200);
}

type Look = Parameters<typeof enter>[2];
async function openEditor(id: string, username = 'bo', look: Look = {}): Promise<Page> {
  const page = await enter(username, `/definitions/drafts/${id}`, look);
  await page.locator('.chart-state').first().waitFor();
  await page.locator('.check-status .aksel-tag').waitFor();
  return page;
}

const text = (page: Page): Locator => page.locator('.cm-content');
const says = (page: Page, words: string) => page.locator('.check-status', { hasText: words }).waitFor();
const place = (page: Page): Locator => page.locator('[data-help] code');
const saveState = (page: Page, words: string) => page.locator('.save-state', { hasText: words }).waitFor();
const arrow = (page: Page, id: string): Locator => page.locator(`[data-arrow="${id}"] rect.chart-reach`);
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Puts a word in the place of what is marked: first the quotes, which the editor closes. */
async function write(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Delete');
  await page.keyboard.type(`"${word}`);
}
async function breakText(page: Page): Promise<void> {
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
}
async function skipCall(page: Page): Promise<void> {
  await arrow(page, 'open.main.prepareCall→open.main.calling').click();
  await write(page, 'afterCall');
}

describe('while somebody writes', () => {
  it('a rule that can be broken is told with its place and its path, until it is mended; the drawing keeps step', async () => {
    const page = await openEditor(await makeDraft());
    await says(page, 'Alle 7 regler er bevist');
    const way = page.locator('[data-arrow="open.main.prepareCall→open.main.afterCall"]');
    expect(await way.count()).toBe(0);
    await arrow(page, 'open.main.prepareCall→open.main.calling').click();
    expect(await place(page).innerText()).toBe(`${MAIN}/prepareCall/on/LETTER_DRAFTED`);
    await write(page, 'after');
    await page.getByRole('option', { name: 'afterCall' }).click();

    const broken = page.locator('.problem-list li', { hasText: SKIPPED });
    await broken.waitFor();
    expect(await broken.locator('code').first().innerText()).toBe('/rules/0');
    await broken.getByText('Sådan kan reglen brydes').click();
    await broken.getByText('Send afgørelsen → Afgørelsen er sendt').waitFor();
    await page.getByText('Ingen sag kan nogensinde komme til “Borgeren ringes op”.').waitFor();
    await page.getByText('Sagens gang › Afslag meddeles › Afslagets gang › Borgeren ringes op').waitFor();
    await way.waitFor({ state: 'attached' });
    await broken.getByRole('button').click();
    await page.waitForFunction(() => document.querySelector('[data-help] code')?.textContent === '/rules/0');

    await page.locator('[data-state="open.main.prepareCall"]').click();
    await page.locator('[data-arrow="open.main.prepareCall→open.main.afterCall"] rect.chart-reach').click();
    await write(page, 'calling');
    await says(page, 'Alle 7 regler er bevist');
    expect(await page.locator('.problem-list').count()).toBe(0);
    await way.waitFor({ state: 'detached' });
  }, 90_000);

  it('the state and the arrow at the cursor are lit, and a click on a state leads to its text', async () => {
    const page = await openEditor(await makeDraft(shipped()));
    await page.locator('[data-state="open.main.prepareCall"]').click();
    await page.locator('[data-state="open.main.prepareCall"].selected').waitFor();
    expect(await place(page).innerText()).toBe(`${MAIN}/prepareCall`);
    await page.getByText('Samtale og brev forberedes').first().waitFor();
    await arrow(page, 'open.main.prepareCall→open.main.calling').click();
    await page.locator('.chart-arrow.lit').waitFor({ state: 'attached' });

    // What lies in a fragment is written where it is included.
    await page.locator('[data-state="open.main.calling.toCall"]').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-help] code')?.textContent?.endsWith('/calling/include'),
    );
  }, 60_000);

  it('the last drawing stays while the text is no JSON, and nothing can be saved', async () => {
    const page = await openEditor(await makeDraft());
    await breakText(page);
    await says(page, 'Teksten er ikke hel JSON');
    await page.getByText('Tegningen viser den sidste hele udgave.').waitFor();
    expect(await page.locator('.chart-state').count()).toBeGreaterThan(10);
    await page.keyboard.press('Control+s');
    await saveState(page, 'kan ikke gemmes endnu');
    await page.keyboard.press('Control+z');
    await says(page, 'Alle 7 regler er bevist');
    await saveState(page, 'Ingen ændringer');
  }, 60_000);
});

describe('with the keyboard', () => {
  it('Tab indents, and leaves the editor after Escape; letters are no shortcuts there', async () => {
    const page = await openEditor(await makeDraft());
    const focused = () => page.evaluate(() => document.activeElement?.className);
    await text(page).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Tab');
    await page.keyboard.type('?');
    await saveState(page, 'Ikke gemt');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await focused()).toBe('code-editor');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('code-editor');
  }, 60_000);
});

describe('saving', () => {
  it('keeps the reason in the history', async () => {
    const id = await makeDraft();
    const page = await openEditor(id);
    await arrow(page, 'open.main.prepareCall→open.main.calling').click();
    await write(page, 'afterCall');
    await page.getByLabel('Hvorfor ændres den?').fill('Samtalen springes over');
    await page.keyboard.press('Control+s');
    await saveState(page, 'Gemt kl.');
    const { body } = await (await as('bo')).get<DraftChange[]>(`${API}/${id}/history`);
    expect(body.at(-1)).toMatchObject({ action: 'saved', revision: 2, note: 'Samtalen springes over' });
    await page.keyboard.press('Control+s');
    await saveState(page, 'Der er ikke noget at gemme.');
    await text(page).focus();
    await page.keyboard.press('Control+g');
    const line = page.locator('.cm-goto-line');
    await line.locator(':focus').waitFor();
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await line.waitFor({ state: 'detached' });
    await text(page).focus();
    await page.keyboard.type(' ');
    await saveState(page, 'Ikke gemt');
    await button(page, 'Gem').click();
    await saveState(page, 'Gemt kl.');
    await button(page, 'Gem').and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('after somebody else asks whose text is to count, and loses neither before that', async () => {
    const id = await makeDraft();
    const page = await openEditor(id);
    await arrow(page, 'open.main.prepareCall→open.main.calling').click();
    await write(page, 'afterCall');
    await saveState(page, 'Ikke gemt');
    await saveAs('ida', id, (document) => (document.owner = 'En anden tovholder'));
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Kladden er ændret imens' });
    await dialog.getByText('Ida').first().waitFor();
    await dialog.getByText('Rettet af en anden').waitFor();
    const changed = dialog.getByRole('list').filter({ hasText: 'tovholderen ændres fra' });
    expect(await changed.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Sagstypen “Afslag”: .* til “En anden tovholder”\.$/),
    ]);
    expect(
      await dialog.getByRole('heading', { level: 1 }).evaluate((it) => it === document.activeElement),
    ).toBe(true);
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Gem min tekst oven på deres' }).click();
    await saveState(page, 'Gemt kl.');
    const saved = await read(id);
    expect(saved.revision).toBe(3);
    expect(JSON.stringify(saved.document.machine)).toContain('"LETTER_DRAFTED":"afterCall"');

    await breakText(page);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await saveAs('ida', id, (document) => (document.owner = 'En tredje'));
    await page.keyboard.press('Control+s');
    await dialog.getByRole('button', { name: 'Hent deres tekst' }).click();
    await text(page).getByText('En tredje').waitFor();
    await saveState(page, 'Ingen ændringer');
    await text(page).and(page.locator(':focus')).waitFor();
    expect((await read(id)).revision).toBe(4);
  }, 90_000);
});

describe('leaving', () => {
  it('with unsaved changes is asked about; they are there again afterwards', async () => {
    const id = await makeDraft();
    const page = await openEditor(id);
    await breakText(page);
    await saveState(page, 'Ikke gemt');
    await page.getByRole('link', { name: 'Udgiv' }).click();
    await page.getByRole('dialog').getByText('Teksten er ikke hel JSON').waitFor();
    expect(await button(page, 'Gem, og gå videre').count()).toBe(0);
    await button(page, 'Bliv her').click();
    expect(page.url()).toMatch(new RegExp(`${id}$`));
    await page.getByRole('link', { name: 'Udgiv' }).click();
    await button(page, 'Gå uden at gemme').click();
    await page.waitForURL('**/publish');
    // The next page is loaded first; until then this one stays as it is.
    await page.locator('.save-bar').waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByText('Dine ikke-gemte ændringer').waitFor();
    await says(page, 'Teksten er ikke hel JSON');
    await button(page, 'Kassér dem').click();
    await says(page, 'Alle 7 regler er bevist');
  }, 60_000);

  it('for good gives the draft up, when that is confirmed', async () => {
    const id = await makeDraft();
    const page = await openEditor(id);
    await button(page, 'Opgiv kladden').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ja, opgiv den' }).click();
    await page.waitForURL('**/definitions');
    expect((await read(id)).stage).toBe('discarded');
  }, 60_000);
});

describe('a team leader', () => {
  it('reads the draft that she may approve, and changes nothing', async () => {
    const page = await openEditor(await makeDraft(), 'anne');
    await page.getByText('Kun administratorer kan ændre den.').waitFor();
    await page.getByRole('link', { name: 'Læs', exact: true }).waitFor();
    await breakText(page);
    await text(page).getByText('"$schema"').waitFor();
    expect(await page.locator('.check-status').innerText()).toBe('Ingen problemer. Alle 7 regler er bevist.');
    expect(await page.locator('.save-bar').count()).toBe(0);
  }, 60_000);
});

describe.each([
  ['da', 'light', 1280],
  ['en', 'dark', 320],
] as const)('in %s, %s, at %d px', (language, theme, width) => {
  it('the editor can be used by everybody, also with problems, suggestions and search open', async () => {
    const page = await openEditor(await makeDraft(), 'bo', { language, theme, width });
    const faults = async (name: string) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      return [...(await axe(page)), ...(wide > width ? [`${wide} px wide`] : [])].map((fault) => [
        name,
        fault,
      ]);
    };
    const found = await faults('at rest');
    await skipCall(page);
    await page.locator('.problem-list li').first().waitFor();
    found.push(...(await faults('with problems')));
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete').waitFor();
    found.push(...(await faults('with suggestions')));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+f');
    await page.locator('.cm-search').waitFor();
    found.push(...(await faults('with search')));
    expect(found).toEqual([]);
  }, 90_000);
});
