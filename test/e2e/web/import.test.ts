import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Definition } from '../../../src/machines/index.js';
import { axe } from './browser.js';
import { useSandbox } from './sandbox.js';

const { as, enter } = useSandbox();

const LOAN = {
  id: 'loan',
  initial: 'ActiveLoan',
  states: {
    ActiveLoan: {
      on: {
        LOAN_OVERDUE: { actions: ['sendReminder'], target: 'OverdueLoan' },
        LOAN_PAY: { target: 'ClosedLoan', cond: 'isPaidInFull' },
      },
    },
    OverdueLoan: { on: { LOAN_PAY: { target: 'ClosedLoan' } } },
    ClosedLoan: { type: 'final' },
  },
};

const action = (name: string, nextState: string, roles: string[]) => ({ action: name, nextState, roles });
const COMPLAINT = {
  tenantId: 'pb',
  businessService: 'Klage',
  businessServiceSla: 432_000_000,
  states: [
    { state: null, isStartState: true, actions: [action('APPLY', 'PENDING', ['CITIZEN', 'CSR'])] },
    { state: 'PENDING', actions: [action('ASSIGN', 'ATLME', ['GRO']), action('REJECT', 'DONE', ['GRO'])] },
    {
      state: 'ATLME',
      sla: 259_200_000,
      actions: [action('RESOLVE', 'DONE', ['PGR_FIELD_EMPLOYEE_DEPARTMENT'])],
    },
    { state: 'DONE', isTerminateState: true, actions: null },
  ],
};

async function upload(page: Page, machine: object): Promise<void> {
  await page.getByRole('button', { name: /Ny kladde/ }).click();
  await page.getByRole('radio', { name: 'En maskine fra et andet værktøj' }).check();
  await page.locator('input[type=file]').setInputFiles({
    name: 'machine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(machine)),
  });
  await page.getByRole('region', { name: 'Hvad der sker med maskinen' }).waitFor();
}

interface DraftRow {
  id: string;
  document: Definition & Required<Pick<Definition, 'roles'>>;
}
async function draftOf(page: Page): Promise<DraftRow> {
  await page.getByRole('button', { name: 'Lav kladde' }).click();
  await page.waitForURL(/\/definitions\/drafts\/[\w-]+$/);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  return (await (await as('bo')).get<DraftRow>(`/api/definitions/drafts/${id}`)).body;
}

describe('a machine from another tool', () => {
  it('is told of key by key before a draft is made of it', async () => {
    const page = await enter('bo', '/definitions');
    await upload(page, LOAN);
    const report = page.getByRole('region', { name: 'Hvad der sker med maskinen' });
    const text = (await report.textContent())!;
    const [, taken, changed, left] = /(\d+) steder overtaget, (\d+) ændret, (\d+) følger ikke med/.exec(
      text,
    )!;
    const shown = await report.locator('.import-lines').count();
    expect(shown).toBeGreaterThan(1);
    const lines = await report.locator('.import-lines li').count();
    expect(lines).toBeGreaterThanOrEqual(Number(taken) + Number(changed) + Number(left));
    expect(Number(left)).toBeGreaterThan(0);
    await report.getByText('/states/ActiveLoan/on/LOAN_OVERDUE/actions').first().waitFor();
    expect(await page.getByRole('region', { name: 'Rollerne i filen' }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    expect((await draftOf(page)).document.caseType).toBe('loan');
  }, 90_000);
});

describe('a workflow whose roles the municipality does not have', () => {
  it('asks who each of them is, and the draft is written for those', async () => {
    const page = await enter('bo', '/definitions', { width: 320 });
    await upload(page, COMPLAINT);
    const roles = page.getByRole('region', { name: 'Rollerne i filen' });
    expect(await roles.getByRole('combobox').count()).toBe(4);
    await roles.getByText('Kan sende: ASSIGN, REJECT').waitFor();
    await roles.getByLabel('GRO').selectOption({ label: 'Teamleder' });
    await roles.getByLabel('PGR_FIELD_EMPLOYEE_DEPARTMENT').selectOption({
      label: 'En ny rolle: PGR_FIELD_EMPLOYEE_DEPARTMENT',
    });
    await roles.getByText('Opret den under Indstillinger, Brugere og team').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(await axe(page)).toEqual([]);
    const { id, document } = await draftOf(page);
    expect(document.roles).toEqual({
      PGR_FIELD_EMPLOYEE_DEPARTMENT: { title: { da: 'PGR_FIELD_EMPLOYEE_DEPARTMENT' }, rights: 'caseworker' },
    });
    expect(document.events).toMatchObject({
      APPLY: { roles: ['caseworker'] },
      ASSIGN: { roles: ['teamLeader'] },
      RESOLVE: { roles: ['PGR_FIELD_EMPLOYEE_DEPARTMENT'] },
    });
    const bo = await as('bo');
    const verified = await bo.post<{ problems: { code: string }[] }>(`/api/definitions/drafts/${id}/verify`);
    expect(verified.body.problems.map(({ code }) => code)).toContain('roleNotRegistered');
  }, 90_000);
});
