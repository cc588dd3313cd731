import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CaseListRow } from '../../../src/persistence/views/case-list.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();
let caseId: string;
beforeAll(async () => {
  const filter = 'caseType=newApplication&status=active&state=open.main.assessing';
  const { body } = await (await as('mette')).get<{ items: CaseListRow[] }>(`/api/cases?${filter}`);
  caseId = body.items[0]!.id;
});

const state = (page: Page, path: string) => page.locator(`[data-state="${path}"]`);
const CHART = '/team/charts/newApplication/1';

describe('the living statechart', () => {
  it('leads from the number on a state to its cases, and says the same in words', async () => {
    const page = await enter('anne', CHART);
    await page.locator('[data-badge="open.main.assessing"]').waitFor();
    const label = await state(page, 'open.main.assessing').getAttribute('aria-label');
    const [, count] = /(\d+) sag/.exec(label!)!;
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sager i “Sagen vurderes”' }).waitFor();
    await page.locator('.table-scroll tbody tr').first().waitFor();
    expect(await page.locator('.table-scroll tbody tr').count()).toBe(Number(count));
    await page.getByRole('button', { name: 'Sagsgangen som tekst' }).click();
    await page.locator('.outline li', { hasText: label! }).first().waitFor();
  }, 60_000);

  it('is walked through with the arrow keys', async () => {
    const page = await enter('anne', CHART);
    await state(page, 'open.acknowledgement.missing').or(page.locator('.chart-state')).first().waitFor();
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('ArrowDown');
    const below = await page.evaluate(() => document.activeElement?.getAttribute('data-state'));
    await page.keyboard.press('ArrowUp');
    const back = await page.evaluate(() => document.activeElement?.getAttribute('data-state'));
    expect(below).not.toBe('open.main.assessing');
    expect(below).toMatch(/^open\.main\./);
    expect(back).not.toBe(below);
  }, 60_000);

  it('shows an admin the numbers, and no case', async () => {
    const page = await enter('bo', CHART);
    await state(page, 'open.main.assessing').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Du ser antal.').waitFor();
    expect(await page.locator('a[href^="/cases/"]').count()).toBe(0);
  }, 60_000);
});

describe('the inspector of a case', () => {
  it('lights the state as soon as somebody else moves the case, without loading anew', async () => {
    const page = await enter('anne', `/cases/${caseId}/inspect`);
    const lit = page.locator('[data-state="open.main.assessing"].active');
    await lit.waitFor();
    const mette = await as('mette');
    const event = { type: 'HEARING_NEEDED', facts: { hearingText: 'Lægens brev af 3. marts' } };
    const answer = await mette.post(`/api/cases/${caseId}/events`, event);
    expect(answer.status).toBe(200);
    await page.locator('[data-state="open.main.assessing"].visited:not(.active)').waitFor();
    await page.locator('.chart-arrow.taken').first().waitFor({ state: 'attached' });
  }, 60_000);

  it('goes back to an earlier moment, and forward into what would come', async () => {
    const page = await enter('anne', `/cases/${caseId}/inspect`);
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.getByText('Hændelse 1 af').first().waitFor();
    await page.getByRole('heading', { name: 'Her var sagen' }).waitFor();
    await page.getByRole('button', { name: 'Nu', exact: true }).click();
    await page.getByRole('button', { name: '12 måneder frem' }).click();
    await page.locator('.future dd').first().waitFor();
  }, 60_000);

  it('gives the drawing and the case as files', async () => {
    const page = await enter('anne', `/cases/${caseId}/inspect`);
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
  }, 60_000);
});

describe('a case that is late', () => {
  it('is two clicks from the overview, with its reason, and is played back from its first event', async () => {
    const page = await enter('anne', '/team');
    const late = page.getByRole('region', { name: 'Overskredne frister' });
    await late.locator('li', { hasText: '2025-000019' }).getByRole('link', { name: 'Afgørelse' }).click();
    const deadline = page.locator('.deadline', { hasText: 'Afgørelse' }).first();
    await deadline.getByText('21 dage over').waitFor();
    await page.getByRole('link', { name: 'Vis sagsgangen' }).click();

    await page.locator('.chart-state.active').first().waitFor();
    await page.getByRole('slider', { name: /Sagens historie/ }).focus();
    await page.keyboard.press('Home');
    const moment = page.locator('.history-slider [role=status]');
    await moment.getByText('Sagen er oprettet').waitFor();
    await page.locator('[data-state="open.main.received"].active').waitFor();
    // Step by step to the event that made it late.
    while (!(await moment.innerText()).includes('Fristen er overskredet: Afgørelse'))
      await page.getByRole('button', { name: 'En hændelse frem' }).click();
    expect(await page.locator('[data-state="open.main.received"].active').count()).toBe(0);
  }, 60_000);
});

describe('the distribution of cases', () => {
  it('gives an unassigned case to a caseworker', async () => {
    const page = await enter('anne', '/team/workload');
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
  }, 60_000);
});
