import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Definition } from '../../../src/machines/index.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import type { CaseListRow } from '../../../src/persistence/views/case-list.js';
import { axe } from './browser.js';
import { approveNewest } from '../../support/two-admins.js';
import { useSandbox } from './sandbox.js';

const { as, enter, findCase, web } = useSandbox();

const summary = (page: Page) => page.locator('.aksel-error-summary');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The numbers of open refusals, and the version that has come after the one they are on. */
async function prepare(): Promise<{ open: string[]; closed: string; version: number }> {
  const { body } = await (
    await as('bo')
  ).get<{ document: Definition }>('/api/definitions/refusal/versions/1');
  body.document.parameters['callMaxAge']!.value = 'P3D';
  const version = await publishDefinition(web().ds, {
    document: body.document,
    proposedBy: 'bo',
    publishedBy: 'ida',
  });
  const mette = await as('mette');
  const numbers = async (status: string) => {
    const path = `/api/cases?caseType=refusal&status=${status}&limit=2`;
    return (await mette.get<{ items: CaseListRow[] }>(path)).body.items.map(({ caseNumber }) => caseNumber);
  };
  return { open: await numbers('active'), closed: (await numbers('done'))[0]!, version };
}

describe('moving certain cases', () => {
  it('names what is wrong with a number at the field, and then moves these cases and no others', async () => {
    const { open, closed, version } = await prepare();
    const page = await enter('bo', `/definitions/refusal/versions/${version}/move`);
    await page.getByRole('radio', { name: 'Kun bestemte sager' }).check();
    await button(page, 'Flyt sagerne').click();
    await summary(page).getByRole('link', { name: 'Skriv mindst ét sagsnummer' }).click();
    const field = page.getByLabel('Sagsnumre');
    await page.waitForFunction(() => document.activeElement?.id === 'move-numbers');

    await field.fill(`${open[0]}, ${closed};\n2026-999999`);
    await button(page, 'Flyt sagerne').click();
    await page.getByRole('dialog').getByText('De 3 sager flyttes én for én.').waitFor();
    await button(page, 'Ja, flyt dem').click();
    await summary(page).waitFor();
    const refused = (number: string) =>
      `“${number}” er ikke nummeret på en åben sag af sagstypen, der kan flyttes til version ${version}.`;
    expect(await summary(page).getByRole('link').allInnerTexts()).toEqual([
      refused(closed),
      refused('2026-999999'),
    ]);
    await page.waitForFunction(() => document.activeElement?.className.includes('error-summary'));
    expect(await page.locator('.error-line').allInnerTexts()).toHaveLength(2);
    expect(await axe(page)).toEqual([]);

    await field.fill(open.slice(0, 1).join('\n'));
    await summary(page).waitFor({ state: 'detached' });
    await button(page, 'Flyt sagerne').click();
    await page.getByRole('dialog').getByText('Sagen flyttes med det samme.').waitFor();
    await button(page, 'Ja, flyt den').click();
    await page.waitForURL(/\/settings\/changes/);
    const { id } = await approveNewest<{ id: string }>(await as('ida'));
    await page.goto(`/definitions/migrations/${id}`);
    await page.getByRole('status').getByText('Færdig').waitFor();
    expect(await page.getByText(open[0]!).count()).toBe(0);
    const leader = await enter('anne', new URL(page.url()).pathname);
    await leader.getByRole('cell', { name: open[0]!, exact: true }).waitFor();
    expect((await findCase(open[0]!)).version).toBe(version);
    expect((await findCase(open[1]!)).version).not.toBe(version);
  }, 90_000);

  it('by a condition that cannot be read is refused at its field', async () => {
    const page = await enter('bo', `/definitions/refusal/versions/${(await prepare()).version}/move`);
    await page.getByRole('radio', { name: 'Kun sager, der opfylder en betingelse' }).check();
    const field = page.getByLabel('Betingelse (CEL)');
    await field.fill('facts.outcom == "refusal"');
    await button(page, 'Flyt sagerne').click();
    await button(page, 'Ja, flyt dem').click();
    await summary(page)
      .getByRole('link', { name: /outcom/ })
      .waitFor();
    await page.waitForFunction(() => document.activeElement?.className.includes('error-summary'));
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('facts.outcome == "refusal"');
    await summary(page).waitFor({ state: 'detached' });
  }, 90_000);
});
