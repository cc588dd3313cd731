import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { CaseListRow } from '../../../src/persistence/views/case-list.js';
import type { Client } from '../../support/app.js';
import { brokenPromises } from '../../support/invariants.js';
import { openBrowser, signIn, visit, type TestBrowser, type Visit, type VisitOptions } from './browser.js';
import { startWebApp, type WebApp } from './web-app.js';

/** As long as a busy machine may need; a test that waits for what never comes ends well before it is stopped. */
const PATIENCE_MS = 20_000;

type Look = Omit<VisitOptions, 'url'>;

/** The seeded sandbox and a browser, shared by the tests of one file. */
export interface Sandbox {
  /** What is started before the first test. */
  web: () => WebApp;
  /** Asks the API as one of the people of the sandbox. */
  as: (username: string) => Promise<Client>;
  /** A browser profile of its own, signed in, on the page of that address. */
  enter: (username: string, path?: string, look?: Look) => Promise<Page>;
  /** A browser profile of its own, of nobody. */
  arrive: (look?: Look) => Promise<Page>;
  /** The case of that number, as somebody sees it who may. */
  findCase: (number: string, username?: string) => Promise<CaseView>;
}

/**
 * Starts the sandbox for the tests of a file. After every test no page may have met an error, broken its own policy or asked another place; after
 * the last one the promises of the engine must hold.
 */
export function useSandbox(): Sandbox {
  let web: WebApp | undefined;
  let chromium: TestBrowser | undefined;
  let visits: Visit[] = [];
  beforeAll(async () => {
    // Each is put away even if the other does not start.
    await Promise.all([
      startWebApp().then((started) => (web = started)),
      openBrowser().then((opened) => (chromium = opened)),
    ]);
  }, 180_000);
  afterEach(async () => {
    const seen = visits;
    visits = [];
    await Promise.all(seen.map(({ context }) => context.close()));
    expect(seen.flatMap(({ offences }) => offences)).toEqual([]);
  });
  afterAll(async () => {
    const broken = web && (await brokenPromises(web.ds));
    await Promise.all([chromium?.close(), web?.close()]);
    expect(broken).toEqual([]);
  }, 60_000);

  const arrive = async (look: Look = {}) => {
    const opened = await visit(chromium!.browser, { url: web!.url, ...look });
    opened.context.setDefaultTimeout(PATIENCE_MS);
    visits.push(opened);
    return opened.page;
  };
  return {
    web: () => web!,
    as: (username) => web!.as(username),
    arrive,
    enter: async (username, path = '/', look = {}) => {
      const page = await arrive(look);
      await signIn(page, username, path);
      return page;
    },
    findCase: async (number, username = 'mette') => {
      const client = await web!.as(username);
      const { body } = await client.get<{ items: CaseListRow[] }>(`/api/cases?number=${number}`);
      return (await client.get<CaseView>(`/api/cases/${body.items[0]!.id}`)).body;
    },
  };
}
