import { setTimeout as pause } from 'node:timers/promises';
import { LayoutsService } from '../../../src/modules/layouts/layouts.service.js';
import { findLayout, listUndrawn } from '../../../src/persistence/layouts.js';
import { query } from '../../../src/persistence/transaction.js';
import { libraryCard, startTestApp, type TestApp } from '../../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const DRAFTS = '/api/definitions/drafts';

async function publish(): Promise<number> {
  const [bo, ida] = [await test.as('bo'), await test.as('ida')];
  const document = libraryCard();
  document.parameters['decisionLength']!.value = 'P6W';
  const { body: draft } = await bo.post<{ id: string }>(DRAFTS, { caseType: 'libraryCard', document });
  await bo.post(`${DRAFTS}/${draft.id}/verify`);
  await ida.post(`${DRAFTS}/${draft.id}/review`, { approved: true }, { 'if-match': '"1"' });
  const { body } = await bo.post<{ version: number }>(`${DRAFTS}/${draft.id}/publish`, {});
  return body.version;
}

describe('a version that is published', () => {
  it.each(['da', 'en'] as const)('is drawn in %s without anybody asking for it', async (language) => {
    const key = { caseType: 'libraryCard', version: await publish(), language };
    let layout = await findLayout(test.ds, key);
    while (layout === null) {
      await pause(20);
      layout = await findLayout(test.ds, key);
    }
    const mette = await test.as('mette');
    const path = `/api/definitions/libraryCard/versions/${key.version}/statechart?language=${language}`;
    expect((await mette.get(path)).body).toEqual(layout);
  });
});

describe('what is in use when a node starts', () => {
  it('is drawn in both languages before anybody asks, again only where there is no drawing', async () => {
    await query(test.ds, { name: 'forget', text: 'delete from statechart_layouts' });
    const undrawn = await listUndrawn(test.ds);
    expect(undrawn).not.toEqual([]);
    await test.app.get(LayoutsService).prepareAll();
    expect(await listUndrawn(test.ds)).toEqual([]);
    for (const version of undrawn)
      for (const language of ['da', 'en'] as const)
        expect(await findLayout(test.ds, { ...version, language })).not.toBeNull();
  });
});
