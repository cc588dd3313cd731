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
  const { body } = await (
    await web.as('mette')
  ).get<{ items: CaseListRow[] }>('/api/cases?number=2026-000048');
  caseId = body.items[0]!.id;
}, 180_000);
afterAll(async () => {
  await chromium.close();
  await web.close();
}, 60_000);

interface Finding {
  id: string;
  nodes: { html: string }[];
}

/** WCAG 2.1 A and AA and the best practices. The library is put in by the test, so the page's policy does not bind it. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return findings.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const settled = (page: Page) => page.waitForLoadState('networkidle');

type Step = (page: Page) => Promise<unknown>;
const openForm: Step = async (page) => {
  await page.locator('[data-event=CALL_ATTEMPT_LOGGED]').click();
  await page.locator('.event-form button[type=submit]').click();
  await page.locator('.aksel-error-summary').waitFor();
};
const openCertificate: Step = async (page) => {
  await page.locator('.deadline button').first().click();
  await page.locator('.month').first().waitFor();
};
const openNewCase: Step = async (page) => {
  await page.getByRole('radio').first().check();
  await page.locator('.schema-form').waitFor();
};
const press =
  (key: string): Step =>
  async (page) => {
    await page.keyboard.press(key);
    await page.locator('dialog[open]').waitFor();
  };

/** Every page, and what can be opened on it. */
const PAGES: [name: string, path: () => string, step?: Step][] = [
  ['tasks', () => '/tasks'],
  ['tasks of the team', () => '/tasks?list=team'],
  ['cases', () => '/cases'],
  ['new case', () => '/cases/new', openNewCase],
  ['case', () => `/cases/${caseId}`],
  ['case with a form in error', () => `/cases/${caseId}`, openForm],
  ['case with a certificate', () => `/cases/${caseId}`, openCertificate],
  ['search', () => '/cases', press('/')],
  ['shortcuts', () => '/cases', press('?')],
  ['no such page', () => '/nothing/here'],
];

describe.each([
  ['da', 'light'],
  ['en', 'dark'],
] as const)('in %s, %s', (language, theme) => {
  it('can be used by everybody, on every page, at 1280 and at 320 px', async () => {
    const found: Record<string, unknown> = {};
    for (const width of [1280, 320]) {
      const { page, context, offences } = await visit(chromium.browser, {
        url: web.url,
        language,
        theme,
        width,
      });
      await page.goto('/');
      await page.locator('form').waitFor();
      const note = (name: string, what: unknown[]) => {
        if (what.length > 0) found[`${name} ${width}`] = what;
      };
      note('sign in', await axe(page));
      await signIn(page, 'mette');
      for (const [name, path, step] of PAGES) {
        await page.goto(path());
        await page.locator('main h1').waitFor();
        await settled(page);
        await step?.(page);
        note(name, await axe(page));
        const [wide, screen] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          window.innerWidth,
        ]);
        if (wide! > screen!) note(`${name} is ${wide} px wide`, [wide]);
      }
      note('offences', offences);
      await context.close();
    }
    expect(found).toEqual({});
  }, 240_000);
});

describe('the server', () => {
  it('keeps files with a hash in their name for ever, the page never, and answers unknown addresses of its own with a problem', async () => {
    const page = await fetch(`${web.url}/cases/anything`);
    const html = await page.text();
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const script = /src="(\/assets\/[^"]+)"/.exec(html)![1]!;
    expect((await fetch(web.url + script)).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/api/nothing', '/assets/nothing.js', '/metrics/nothing']) {
      const answer = await fetch(web.url + path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });
});
