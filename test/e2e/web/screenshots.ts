import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { CaseListRow } from '../../../src/persistence/views/case-list.js';
import globalSetup from '../../support/global-setup.js';
import globalTeardown from '../../support/global-teardown.js';
import { openBrowser, signIn, visit } from './browser.js';
import { startWebApp } from './web-app.js';

/** `npm run screenshots`: pictures of the pages as the sandbox fills them, at two widths and in both languages. */
const FOLDER = 'docs/screenshots';
const LANGUAGES = ['da', 'en'] as const;
const WIDTHS = [1280, 400] as const;

type Scene = [name: string, path: (caseId: string) => string, act?: (page: Page) => Promise<unknown>];

const SCENES: Scene[] = [
  ['tasks', () => '/tasks'],
  ['cases', () => '/cases'],
  ['new-case', () => '/cases/new', (page) => page.getByRole('radio').first().check()],
  ['case', (id) => `/cases/${id}`, (page) => page.locator('.deadline button').first().click()],
  ['form', (id) => `/cases/${id}`, (page) => page.locator('[data-event=CALL_ATTEMPT_LOGGED]').click()],
];

async function photograph(): Promise<void> {
  const [web, { browser, close }] = await Promise.all([startWebApp(), openBrowser()]);
  const { body } = await (
    await web.as('mette')
  ).get<{ items: CaseListRow[] }>('/api/cases?number=2026-000048');
  const caseId = body.items[0]!.id;
  await mkdir(FOLDER, { recursive: true });
  for (const language of LANGUAGES) {
    for (const width of WIDTHS) {
      const { page, context } = await visit(browser, { url: web.url, language, width });
      const keep = async (name: string) => {
        await page.waitForLoadState('networkidle');
        await page.screenshot({
          path: `${FOLDER}/${name}-${width}-${language}.png`,
          fullPage: name !== 'cases',
        });
      };
      await page.goto('/');
      await page.locator('form').waitFor();
      await keep('sign-in');
      await signIn(page, 'mette');
      for (const [name, path, act] of SCENES) {
        await page.goto(path(caseId));
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        await act?.(page);
        await keep(name);
      }
      await context.close();
    }
  }
  await close();
  await web.close();
}

await globalSetup();
try {
  await photograph();
} finally {
  await globalTeardown();
}
