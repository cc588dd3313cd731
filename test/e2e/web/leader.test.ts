import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CaseListRow } from '../../../src/persistence/views/case-list.js';
import { openBrowser, signIn, visit, type TestBrowser } from './browser.js';
import { startWebApp, type WebApp } from './web-app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let web: WebApp;
let chromium: TestBrowser;
let caseId: string;
beforeAll(async () => {
  [web, chromium] = await Promise.all([startWebApp(), openBrowser()]);
  const mette = await web.as('mette');
  const filter = 'caseType=newApplication&status=active&state=open.main.assessing';
  caseId = (await mette.get<{ items: CaseListRow[] }>(`/api/cases?${filter}`)).body.items[0]!.id;
}, 180_000);
afterAll(async () => {
  await chromium.close();
  await web.close();
}, 60_000);

interface Finding {
  id: string;
  nodes: { html: string }[];
}

/** WCAG 2.1 A and AA and the best practices. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return findings.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}

const enter = async (
  username: string,
  path: string,
  options: { width?: number; language?: 'da' | 'en'; theme?: 'light' | 'dark' } = {},
) => {
  const opened = await visit(chromium.browser, { url: web.url, ...options });
  await signIn(opened.page, username, '/');
  await opened.page.locator('header.header').waitFor();
  await opened.page.goto(path);
  await opened.page.locator('main h1').waitFor();
  return opened;
};

const state = (page: Page, path: string) => page.locator(`[data-state="${path}"]`);
const CHART = '/team/charts/newApplication/1';

const PAGES = (): [path: string, ready: string][] => [
  ['/team', '.tiles'],
  [`${CHART}?state=open.main.assessing`, '.table-scroll'],
  ['/team/deadlines', '.table-scroll'],
  ['/team/breaches', '.table-scroll'],
  ['/team/workload', '.table-scroll'],
  ['/team/lead-times', '.bars'],
  ['/team/cases?status=active', '.table-scroll'],
  [`/cases/${caseId}/inspect`, '.chart'],
];

describe.each([
  ['da', 'light', 1280],
  ['en', 'dark', 320],
] as const)('in %s, %s, at %d px', (language, theme, width) => {
  it('the pages of a leader can be used by everybody', async () => {
    const { page, context, offences } = await enter('anne', '/team', { language, theme, width });
    const found: Record<string, unknown> = {};
    for (const [path, ready] of PAGES()) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      await page.waitForLoadState('networkidle');
      const faults = await axe(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(`${wide} px wide`);
      if (faults.length > 0) found[path] = faults;
    }
    expect({ found, offences }).toEqual({ found: {}, offences: [] });
    await context.close();
  }, 180_000);
});

describe('the living statechart', () => {
  it('leads from the number on a state to its cases, and says the same in words', async () => {
    const { page, context } = await enter('anne', CHART);
    await page.locator('[data-badge="open.main.assessing"]').waitFor();
    const label = await state(page, 'open.main.assessing').getAttribute('aria-label');
    const [, count] = /(\d+) sag/.exec(label!)!;
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sager i »Sagen vurderes«' }).waitFor();
    await page.locator('.table-scroll tbody tr').first().waitFor();
    expect(await page.locator('.table-scroll tbody tr').count()).toBe(Number(count));
    await page.getByRole('button', { name: 'Sagsgangen som tekst' }).click();
    await page.locator('.outline li', { hasText: label! }).first().waitFor();
    await context.close();
  }, 60_000);

  it('is walked through with the arrow keys', async () => {
    const { page, context } = await enter('anne', CHART);
    await state(page, 'open.acknowledgement.missing').or(page.locator('.chart-state')).first().waitFor();
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('ArrowDown');
    const below = await page.evaluate(() => document.activeElement?.getAttribute('data-state'));
    await page.keyboard.press('ArrowUp');
    const back = await page.evaluate(() => document.activeElement?.getAttribute('data-state'));
    expect(below).not.toBe('open.main.assessing');
    expect(below).toMatch(/^open\.main\./);
    expect(back).not.toBe(below);
    await context.close();
  }, 60_000);

  it('shows an admin the numbers, and no case', async () => {
    const { page, context } = await enter('bo', CHART);
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Du ser antal.').waitFor();
    expect(await page.locator('a[href^="/cases/"]').count()).toBe(0);
    await context.close();
  }, 60_000);
});

describe('the inspector of a case', () => {
  it('lights the state as soon as somebody else moves the case, without loading anew', async () => {
    const { page, context } = await enter('anne', `/cases/${caseId}/inspect`);
    const lit = page.locator('[data-state="open.main.assessing"].active');
    await lit.waitFor();
    const mette = await web.as('mette');
    const event = { type: 'HEARING_NEEDED', facts: { hearingText: 'Lægens brev af 3. marts' } };
    const answer = await mette.post(`/api/cases/${caseId}/events`, event);
    expect(answer.status).toBe(200);
    await page.locator('[data-state="open.main.assessing"].visited:not(.active)').waitFor();
    await page.locator('.chart-arrow.taken').first().waitFor({ state: 'attached' });
    await context.close();
  }, 60_000);

  it('goes back to an earlier moment, and forward into what would come', async () => {
    const { page, context } = await enter('anne', `/cases/${caseId}/inspect`);
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.getByText('Hændelse 1 af').first().waitFor();
    await page.getByRole('heading', { name: 'Her var sagen' }).waitFor();
    await page.getByRole('button', { name: 'Nu', exact: true }).click();
    await page.getByRole('button', { name: '12 måneder frem' }).click();
    await page.locator('.future dd').first().waitFor();
    await context.close();
  }, 60_000);

  it('gives the drawing and the case as files', async () => {
    const { page, context, offences } = await enter('anne', `/cases/${caseId}/inspect`);
    await page.getByRole('region', { name: 'Ny ansøgning' }).locator('svg').waitFor();
    const saved = async (item: string) => {
      await page.getByRole('button', { name: 'Gem tegningen' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      return readFileSync(await file.path());
    };
    expect((await saved('Som SVG')).toString()).toContain('Sagen vurderes');
    expect((await saved('Som PNG')).subarray(1, 4).toString()).toBe('PNG');
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Gem som JSON' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await json.path(), 'utf8'))).toMatchObject({ case: { id: caseId } });
    expect(offences).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('the distribution of cases', () => {
  it('gives an unassigned case to a caseworker', async () => {
    const { page, context } = await enter('anne', '/team/workload');
    const give = page.getByRole('button', { name: /^Vælg sagsbehandler til sag/ });
    await give.first().waitFor();
    const before = await give.count();
    await give.first().click();
    await page.getByRole('combobox').selectOption({ label: 'Mette Holm' });
    await page.locator('dialog button[type=submit]').click();
    await page.getByText('er givet til Mette Holm.').waitFor();
    await page.waitForFunction(
      (count) => document.querySelectorAll('button[aria-label^="Vælg sagsbehandler til sag"]').length < count,
      before,
    );
    await context.close();
  }, 60_000);
});
