import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import globalSetup from '../../support/global-setup.js';
import globalTeardown from '../../support/global-teardown.js';
import { openBrowser, signIn, visit } from './browser.js';
import { scenesOf, settled, show, type Scene } from './every-page.js';
import { withPalette } from './palette-png.js';
import { makeSamples } from './samples.js';
import { startWebApp } from './web-app.js';

/** `npm run screenshots`: every page as the sandbox fills it, at two widths and in both languages. */
const FOLDER = 'docs/screenshots';
const LANGUAGES = ['da', 'en'] as const;
const WIDTHS = [1280, 400] as const;
/** Long lists are cut: their beginning shows how they look. */
const TALLEST = 1600;

interface Look {
  width: (typeof WIDTHS)[number];
  language: (typeof LANGUAGES)[number];
}

async function photograph(): Promise<void> {
  const [web, { browser, close }] = await Promise.all([startWebApp(), openBrowser()]);
  const scenes = scenesOf(await makeSamples(web.as));
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const language of LANGUAGES)
    for (const width of WIDTHS) await photographAll(browser, web.url, scenes, { language, width });
  await close();
  await web.close();
}

async function photographAll(browser: Browser, url: string, scenes: Scene[], look: Look): Promise<void> {
  for (const user of new Set(scenes.map((scene) => scene.user))) {
    const { page, context } = await visit(browser, { url, ...look });
    await page.goto('/');
    await page.locator('form').waitFor();
    await keep(page, 'sign-in', look);
    await signIn(page, user);
    for (const scene of scenes.filter((each) => each.user === user)) {
      await show(page, scene);
      await keep(page, scene.name, look);
    }
    await context.close();
  }
}

async function keep(page: Page, name: string, { width, language }: Look): Promise<void> {
  await settled(page);
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(tall, TALLEST) };
  const picture = await page.screenshot({ fullPage: true, clip });
  await writeFile(`${FOLDER}/${name}-${width}-${language}.png`, withPalette(picture));
}

await globalSetup();
try {
  await photograph();
} finally {
  await globalTeardown();
}
