import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/persistence/data-source.js';
import { listen } from '../../src/persistence/listener.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { TcpProxy } from '../support/nodes/proxy.js';

const POOL_SIZE = 3;

let database: TestDatabase;
let proxy: TcpProxy;
let ds: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  proxy = await TcpProxy.start();
  const url = new URL(database.options.url);
  proxy.target = Number(url.port);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  ds = await createDataSource({ ...database.options, url: url.href, poolSize: POOL_SIZE }).initialize();
});
afterAll(async () => {
  await ds.destroy();
  await proxy.stop();
  await database.drop();
});

const heardBy = async (hints: string[]) =>
  listen(ds, 'test_channel', {
    onHint: (text) => void hints.push(text),
    onLost: () => void hints.push('lost'),
  });

it.each(['current_schema', 'listen test_channel'])(
  'a connection that is lost at “%s” is given back, and ends nothing',
  async (said) => {
    proxy.cutAt = said;
    const hints: string[] = [];
    for (let time = 0; time < 2 * POOL_SIZE; time += 1) await expect(heardBy(hints)).rejects.toThrow();
    proxy.cutAt = undefined;
    const listener = await heardBy(hints);
    expect(listener.isAlive()).toBe(true);
    await ds.query(`select pg_notify('test_channel', current_schema() || ' said')`);
    while (hints.length === 0) await ds.query('select 1');
    listener.stop();
    expect(hints).toEqual(['said']);
  },
);

it('a connection that is lost later is told of once', async () => {
  const hints: string[] = [];
  const listener = await heardBy(hints);
  proxy.cut();
  while (listener.isAlive()) await new Promise((done) => setImmediate(done));
  expect(hints).toEqual(['lost']);
});
