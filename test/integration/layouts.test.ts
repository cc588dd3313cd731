import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DRAWING } from '../../src/machines/statechart/layout.js';
import { LayoutsService } from '../../src/modules/layouts/layouts.service.js';
import { findLayout, keepLayout } from '../../src/persistence/layouts.js';
import { DrawingThread } from '../../src/modules/layouts/drawing-thread.js';
import { createLog } from '../../src/modules/http/log.js';
import { loadConfig } from '../../src/config.js';
import { furnish } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { SOURCE_THREADS } from '../support/source-threads.js';

let database: TestDatabase;
let layouts: LayoutsService;
const thread = new DrawingThread(SOURCE_THREADS);
const log = createLog(loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
const serviceOn = (ds: DataSource) => new LayoutsService(ds, thread, log);
const key = { caseType: 'errand', version: 1, language: 'da' } as const;

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  layouts = serviceOn(database.ds);
});
afterAll(async () => {
  await thread.stop();
  await database.drop();
});

describe('the drawing of a published version', () => {
  it('is made when it is asked for the first time, and kept', async () => {
    expect(await findLayout(database.ds, key)).toBeNull();
    const made = await layouts.get(key);
    expect(made).toMatchObject({ caseType: 'errand', language: 'da', title: 'Ærinde', drawing: DRAWING });
    expect(await findLayout(database.ds, key)).toEqual(made);
  });

  it('is read by another node as it was kept', async () => {
    const second = serviceOn(await database.secondNode());
    expect(await second.get(key)).toEqual(await layouts.get(key));
  });

  it('is made once for many who ask at the same time', async () => {
    const english = { ...key, language: 'en' } as const;
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => layouts.get(english)));
    expect(first!.title).toBe('Errand');
    expect(others).toEqual([first, first]);
  });

  it('is made anew when the way of drawing has changed', async () => {
    const old = { ...(await layouts.get(key)), drawing: DRAWING - 1, title: 'Old' };
    await keepLayout(database.ds, key, old);
    expect((await layouts.get(key)).title).toBe('Ærinde');
  });

  it('is refused for a version that nobody has published', async () => {
    await expect(layouts.get({ ...key, version: 2 })).rejects.toMatchObject({ code: 'unknownDefinition' });
  });
});
