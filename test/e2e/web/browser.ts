import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from './chromium.js';

/** `--single-process`, which the package suggests, kills the browser with its first context. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

export interface TestBrowser {
  browser: Browser;
  close: () => Promise<void>;
}

/** Chromium without a window. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = await findChromium();
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
  return { browser, close: () => browser.close() };
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the page must never do: errors, policy violations, requests to other places. Empty when all is well. */
  offences: string[];
}

export interface VisitOptions {
  url: string;
  width?: number;
  height?: number;
  language?: 'da' | 'en';
  theme?: 'light' | 'dark';
}

/** A fresh browser profile on the app, as a person with these preferences has it. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { url, width = 1280, height = 900, language = 'da', theme = 'light' } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: language === 'da' ? 'da-DK' : 'en-GB',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    ([chosen, look]) => {
      localStorage.setItem('sagsgang.language', chosen!);
      localStorage.setItem('sagsgang.theme', look!);
    },
    [language, theme],
  );
  const page = await context.newPage();
  return { context, page, offences: watch(page, url) };
}

function watch(page: Page, url: string): string[] {
  const offences: string[] = [];
  page.on('pageerror', (error) => offences.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) offences.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      offences.push(`foreign: ${request.url()}`);
  });
  return offences;
}

export async function signIn(page: Page, username: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill('sagsgang');
  await page.locator('button[type=submit]').click();
  await page.locator('header').waitFor();
  await page.locator('main h1').waitFor();
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  nodes: { html: string }[];
}

interface Axe {
  run: (options: { resultTypes: string[] }) => Promise<{ violations: Finding[] }>;
}

/** What breaks WCAG 2.1 A and AA and the best practices. The library is put in by the test, so the page's policy does not bind it. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return findings.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}
