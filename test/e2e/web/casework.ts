import type { Locator, Page } from 'playwright-core';

/** What a person answers, by the words beside the field: text, a date, the name of a choice, or a list of things with fields of their own. */
export type Answers = Record<string, string | Record<string, string>[]>;

/** Opens a case through the page for it, for the first citizen whose name begins so. */
export async function openCase(
  page: Page,
  caseType: string,
  citizen: string,
  answers: Answers,
): Promise<string> {
  await page.goto('/cases/new');
  await page.getByRole('radio', { name: caseType }).check();
  await page.getByRole('searchbox', { name: 'Borger' }).fill(citizen);
  await page.getByRole('button', { name: new RegExp(`^${citizen} `) }).click();
  await answer(page.locator('.schema-form'), answers);
  await page.getByRole('button', { name: 'Opret sagen' }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${citizen} `) }).waitFor();
  return new URL(page.url()).pathname;
}

/** Records an event on the page of its case: presses its button, answers its form, sends it, and waits for the receipt. */
export async function record(page: Page, event: string, answers: Answers = {}): Promise<void> {
  await page.locator('[data-event]').getByText(event, { exact: true }).first().click();
  await answer(page.locator('.event-form'), answers);
  await page.getByRole('button', { name: 'Registrér' }).click();
  await receipt(page, event).waitFor();
}

export function receipt(page: Page, event: string): Locator {
  return page.locator('.done-notice').getByText(`Registreret: ${event}.`);
}

/** The card of an open task. */
export function task(page: Page, title: string): Locator {
  return page.locator('.task-card', { has: page.getByRole('heading', { name: title }) });
}

/** The reasons that the page gives why an event is not possible. */
export async function reasonsAgainst(page: Page, event: string): Promise<string[]> {
  const blocked = page.locator('[data-blocked]', { hasText: event }).first();
  await blocked.waitFor({ state: 'attached' });
  if (await blocked.isHidden()) await page.getByRole('button', { name: /^Ikke muligt endnu/ }).click();
  return blocked.locator('li').allInnerTexts();
}

export async function answer(form: Locator, answers: Answers): Promise<void> {
  await form.waitFor();
  for (const [label, value] of Object.entries(answers)) {
    if (typeof value === 'string') await answerOne(form, label, value);
    else await answerList(form, label, value);
  }
}

async function answerOne(form: Locator, label: string, value: string): Promise<void> {
  const group = form.getByRole('group', { name: label }).or(form.getByRole('radiogroup', { name: label }));
  const choice = group.getByLabel(value, { exact: true });
  if ((await choice.count()) > 0) await choice.check();
  else await form.getByLabel(label).first().fill(value);
}

async function answerList(form: Locator, label: string, items: Record<string, string>[]): Promise<void> {
  const list = form.getByRole('group', { name: label });
  for (const [at, item] of items.entries()) {
    await list.getByRole('button', { name: /^Tilføj/ }).click();
    const fields = list.locator('.form-item').nth(at);
    for (const [field, value] of Object.entries(item)) await fields.getByLabel(field).fill(value);
  }
}

/** Moves the clock of the sandbox with the time machine: by a day or a week, or to a date at 08:00. */
export async function travel(page: Page, to: 'day' | 'week' | (string & {})): Promise<void> {
  await page.getByRole('button', { name: /Flyt tiden/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Tidsmaskine' });
  if (to === 'day' || to === 'week') {
    await dialog.getByRole('button', { name: to === 'day' ? '1 dag frem' : '1 uge frem' }).click();
  } else {
    await dialog.getByLabel('Frem til en dato').fill(to);
    await dialog.getByRole('button', { name: 'Gå dertil' }).click();
  }
  await dialog.getByText(/^(Undervejs|Der) skete/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}
