import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

const FAR = 80;

/** Presses Tab until the focus is there. Whatever has the focus on the way must be seen to have it. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor();
  for (let pressed = 0; pressed < FAR; pressed++) {
    await page.keyboard.press('Tab');
    expect(await unseenFocus(page)).toBeNull();
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${goal.toString()}`);
}

/** What has the focus without being marked or in sight; null when all is well. */
export function unseenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const drawn = (element: Element, part?: string) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    };
    // The mark may be drawn around a field and its label, or around what stands for a field that is hidden.
    const box = focused.parentElement;
    const around = [
      focused,
      box,
      box?.parentElement,
      focused.nextElementSibling,
      focused.previousElementSibling,
    ];
    const marked = around.some(
      (element) => element && (drawn(element) || drawn(element, '::before') || drawn(element, '::after')),
    );
    const { top, bottom } = focused.getBoundingClientRect();
    const inSight = bottom > 0 && top < window.innerHeight;
    return marked && inSight ? null : focused.outerHTML.slice(0, 200);
  });
}
