import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axe } from './browser.js';
import { lockedDoors, pathsOfApp, pathsShown, scenesOf, show, type Scene } from './every-page.js';
import { makeSamples, type Samples } from './samples.js';
import { useSandbox } from './sandbox.js';

const { web, as, arrive, enter } = useSandbox();

/** What 400 % zoom leaves of 1280 px. */
const ZOOMED = 320;

let samples: Samples;
beforeAll(async () => {
  samples = await makeSamples(as);
}, 60_000);

/** Each person once, in a profile of its own. */
function visitors(look: NonNullable<Parameters<typeof enter>[2]>): (user: string) => Promise<Page> {
  const entered = new Map<string, Promise<Page>>();
  return (user) => {
    const page = entered.get(user) ?? enter(user, '/', look);
    entered.set(user, page);
    return page;
  };
}

async function tooWide(page: Page): Promise<string[]> {
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  return wide! > screen! ? [`${wide} px wide on ${screen} px`] : [];
}

describe('the pages', () => {
  it('are all in the table of what is looked at here', () => {
    expect(pathsShown().toSorted()).toEqual([...new Set(pathsOfApp())].toSorted());
  });

  it('are not there for whoever has not the role', async () => {
    const entered = visitors({});
    const open: string[] = [];
    for (const { outsider, address } of lockedDoors(samples)) {
      const page = await entered(outsider);
      await page.goto(address);
      const heading = await page.locator('main h1').innerText();
      if (heading !== 'Siden findes ikke') open.push(`${outsider} on ${address}: ${heading}`);
    }
    expect(open).toEqual([]);
  }, 120_000);
});

describe.each([
  ['da', 'light', 1280],
  ['en', 'dark', ZOOMED],
] as const)('in %s, %s, at %d px', (language, theme, width) => {
  it('every page can be used by everybody, and none is wider than 320 px', async () => {
    const found: Record<string, string[]> = {};
    const entered = visitors({ language, theme, width });
    const look = async (scene: Scene) => {
      const page = await entered(scene.user);
      await page.setViewportSize({ width, height: 900 });
      await show(page, scene);
      const faults = await axe(page);
      await page.setViewportSize({ width: ZOOMED, height: 900 });
      return [...faults, ...(await tooWide(page))];
    };
    for (const scene of scenesOf(samples)) {
      const faults = await look(scene).catch((error: unknown) => [String(error)]);
      if (faults.length > 0) found[scene.name] = faults;
    }
    expect(found).toEqual({});
  }, 300_000);

  it('one can sign in', async () => {
    const page = await arrive({ language, theme, width });
    await page.goto('/');
    await page.locator('form').waitFor();
    expect([...(await axe(page)), ...(await tooWide(page))]).toEqual([]);
  });
});

describe('the server', () => {
  it('keeps files with a hash in their name for ever, the page never, and answers unknown addresses of its own with a problem', async () => {
    const page = await fetch(`${web().url}/cases/anything`);
    const html = await page.text();
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const script = /src="(\/assets\/[^"]+)"/.exec(html)![1]!;
    expect((await fetch(web().url + script)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${web().url}/audit?action=case.event`)).status).toBe(200);
    for (const path of ['/api/nothing', '/api?of=nothing', '/assets/nothing.js', '/metrics/nothing']) {
      const answer = await fetch(web().url + path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });
});
