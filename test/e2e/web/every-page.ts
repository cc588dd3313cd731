import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Samples } from './samples.js';

export type Act = (page: Page) => Promise<unknown>;

/** One sight of the app. */
export interface Scene {
  name: string;
  /** Whoever works with it. */
  user: string;
  address: string;
  /** There when the page has what it is about. */
  ready: string;
  /** What is opened on it. */
  act?: Act;
}

const openForm: Act = async (page) => {
  await page.locator('[data-event=CALL_ATTEMPT_LOGGED]').click();
  await page.locator('.event-form button[type=submit]').click();
  await page.locator('.aksel-error-summary').waitFor();
};
const sendEmpty: Act = async (page) => {
  await page.locator('main form button[type=submit]').click();
  await page.locator('.aksel-error-summary').waitFor();
};
const openCertificate: Act = async (page) => {
  await page.locator('.deadline button').first().click();
  await page.locator('.month').first().waitFor();
};
const chooseCaseType: Act = async (page) => {
  await page.getByRole('radio').first().check();
  await page.locator('.schema-form').waitFor();
};
const openRetention: Act = async (page) => {
  await page.locator('.row-actions button').first().click();
  await page.locator('dialog[open]').waitFor();
};
const press =
  (key: string): Act =>
  async (page) => {
    await page.keyboard.press(key);
    await page.locator('dialog[open]').waitFor();
  };

type Row = [user: string, address: string, ready: string, name: string, act?: Act];

/** Most pages are about what stands under a second heading, in a table or in a form. */
const SUBSTANCE = 'main :is(h2, table, form)';

/** For every path of the app's pages: somebody who may not open it, if there is such a one, and what is to be seen on it. */
const PAGES: Record<string, (samples: Samples) => [outsider: string | null, ...rows: Row[]]> = {
  '/team': () => ['mette', ['anne', '/team', '.tiles', 'team']],
  '/tasks': () => [
    'bo',
    ['mette', '/tasks', '[data-task]', 'tasks'],
    ['mette', '/tasks?list=team', '[data-task]', 'tasks-team'],
  ],
  '/cases': () => [
    'bo',
    ['mette', '/cases', 'tbody tr', 'cases'],
    ['mette', '/cases', 'tbody tr', 'search', press('/')],
    ['mette', '/cases', 'tbody tr', 'shortcuts', press('?')],
  ],
  '/cases/new': () => ['bo', ['mette', '/cases/new', '[type=radio]', 'new-case', chooseCaseType]],
  '/cases/:id': ({ refusal }) => [
    'bo',
    ['mette', `/cases/${refusal}`, '.deadline', 'case', openCertificate],
    ['mette', `/cases/${refusal}`, '.deadline', 'form', openForm],
  ],
  '/cases/:id/inspect': ({ application }) => [
    'rikke',
    ['anne', `/cases/${application}/inspect`, '.chart', 'inspector'],
  ],
  '/definitions': () => ['mette', ['bo', '/definitions', SUBSTANCE, 'definitions']],
  '/definitions/:caseType': () => ['mette', ['bo', '/definitions/refusal', SUBSTANCE, 'case-type']],
  '/definitions/:caseType/versions/:version': () => [
    'mette',
    ['bo', '/definitions/refusal/versions/2', SUBSTANCE, 'version'],
  ],
  '/definitions/:caseType/versions/:version/move': () => [
    'anne',
    ['bo', '/definitions/refusal/versions/2/move', SUBSTANCE, 'move'],
  ],
  '/definitions/drafts/:id': ({ draft }) => [
    'mette',
    ['bo', `/definitions/drafts/${draft}`, '.editor-drawing .chart', 'editor'],
  ],
  '/definitions/drafts/:id/simulate': ({ draft }) => [
    'mette',
    ['bo', `/definitions/drafts/${draft}/simulate`, SUBSTANCE, 'simulator'],
  ],
  '/definitions/:caseType/versions/:version/simulate': () => [
    'mette',
    ['bo', '/definitions/refusal/versions/2/simulate', SUBSTANCE, 'simulator-of-version'],
  ],
  '/definitions/drafts/:id/rules': ({ draft }) => [
    'mette',
    ['bo', `/definitions/drafts/${draft}/rules`, SUBSTANCE, 'rules'],
  ],
  '/definitions/:caseType/versions/:version/rules': () => [
    'mette',
    ['bo', '/definitions/refusal/versions/2/rules', SUBSTANCE, 'rules-of-version'],
  ],
  '/definitions/drafts/:id/publish': ({ draft }) => [
    'mette',
    ['bo', `/definitions/drafts/${draft}/publish`, SUBSTANCE, 'publish'],
  ],
  '/definitions/rehearsals/:id': ({ rehearsal }) => [
    'mette',
    ['bo', `/definitions/rehearsals/${rehearsal}`, SUBSTANCE, 'rehearsal'],
    ['anne', `/definitions/rehearsals/${rehearsal}`, SUBSTANCE, 'rehearsal-leader'],
  ],
  '/definitions/migrations/:id': ({ migration }) => [
    'mette',
    ['bo', `/definitions/migrations/${migration}`, '.blocks > *', 'migration'],
    ['anne', `/definitions/migrations/${migration}`, SUBSTANCE, 'migration-leader'],
  ],
  '/team/charts': () => ['mette', ['bo', '/team/charts', '.chart', 'charts-admin']],
  '/team/charts/:caseType/:version': () => [
    'mette',
    [
      'anne',
      '/team/charts/newApplication/1?state=open.main.assessing',
      '.chart ~ *, .table-scroll',
      'charts',
    ],
  ],
  '/team/deadlines': () => ['mette', ['anne', '/team/deadlines', '.table-scroll', 'deadlines']],
  '/team/breaches': () => ['mette', ['anne', '/team/breaches', '.table-scroll', 'breaches']],
  '/team/workload': () => ['bo', ['anne', '/team/workload', '.table-scroll', 'workload']],
  '/team/lead-times': () => ['rikke', ['anne', '/team/lead-times', '.bars', 'lead-times']],
  '/team/cases': () => ['mette', ['anne', '/team/cases?status=active', '.table-scroll', 'cases-behind']],
  '/settings': () => ['anne', ['bo', '/settings', 'main h1', 'settings']],
  '/settings/calendar': () => [null, ['bo', '/settings/calendar', SUBSTANCE, 'calendar']],
  '/settings/people': () => ['anne', ['bo', '/settings/people', SUBSTANCE, 'people']],
  '/settings/changes': () => ['anne', ['bo', '/settings/changes', SUBSTANCE, 'changes']],
  '/settings/retention': () => ['anne', ['bo', '/settings/retention', SUBSTANCE, 'retention', openRetention]],
  '/settings/letters': () => ['anne', ['bo', '/settings/letters', SUBSTANCE, 'letters']],
  '/settings/parameters': () => ['anne', ['bo', '/settings/parameters', SUBSTANCE, 'parameters']],
  '/password': () => [null, ['mette', '/password', SUBSTANCE, 'password', sendEmpty]],
  '/audit': () => ['bo', ['rikke', '/audit', SUBSTANCE, 'audit']],
};

/** The paths of `PAGES` in the app, read from the source: its pages cannot be loaded here. */
export function pathsOfApp(): string[] {
  const source = readFileSync('web/src/routes.tsx', 'utf8');
  return [...source.matchAll(/\{\s*path: '([^']+)',/g)].map(([, path]) => path!);
}

export const pathsShown = (): string[] => Object.keys(PAGES);

/** Everything there is to see, page by page. */
export function scenesOf(samples: Samples): Scene[] {
  const missing: Row = ['mette', '/nothing/here', 'main h1', 'missing'];
  const rows = Object.values(PAGES).flatMap((page) => page(samples).slice(1) as Row[]);
  return [...rows, missing].map(([user, address, ready, name, act]) => ({ name, user, address, ready, act }));
}

/** Each page with somebody who may not open it. */
export function lockedDoors(samples: Samples): { outsider: string; address: string }[] {
  return Object.values(PAGES).flatMap((page) => {
    const [outsider, first] = page(samples);
    return outsider === null ? [] : [{ outsider, address: first![1] }];
  });
}

/** Goes to the sight, and is there when it stands still. */
export async function show(page: Page, { address, ready, act }: Scene): Promise<void> {
  await page.goto(address);
  await page.locator('main h1').waitFor();
  await page.locator(ready).first().waitFor();
  await settled(page);
  if (!act) return;
  await act(page);
  await settled(page);
}

/** Nothing on the page is loading any longer. The stream of changes never ends, so the network is no measure. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.aksel-loader, [aria-busy=true]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
