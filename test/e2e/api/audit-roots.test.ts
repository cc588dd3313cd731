import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { canonicalJson } from '../../../src/persistence/canonical-json.js';
import { RootKeys } from '../../../src/persistence/tampering/root-key.js';
import { makeRoot, type Root } from '../../../src/persistence/tampering/roots.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

interface Roots {
  items: Root[];
  next: number | null;
  publicKey: string | null;
}

const keys = RootKeys.read(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);
let test: TestApp;
let rikke: Client;
beforeAll(async () => {
  test = await startTestApp({ auditKeys: keys });
  rikke = await test.as('rikke');
});
afterAll(() => test.close());

const rootsOf = async (query = ''): Promise<Roots> =>
  (await rikke.get<Roots>(`/api/audit/roots${query}`)).body;

describe('the roots of all that was recorded', () => {
  it('come in order, in pages, each hashed over its content and signed with the key that comes with them', async () => {
    const mette = await test.as('mette');
    for (let made = 0; made < 2; made += 1) {
      await mette.post('/api/cases', { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } });
      await makeRoot(test.ds, keys);
    }
    const { items, next, publicKey } = await rootsOf();
    expect([items.map(({ number }) => number), next]).toEqual([[1, 2], null]);
    const [first, second] = items as [Root, Root];
    expect(second.content).toMatchObject({ number: 2, previous: first.hash, at: second.at });
    expect(first.content.heads.count).toBeGreaterThan(0);
    for (const { content, hash, signature } of items) {
      expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(hash);
      expect(verify(null, Buffer.from(hash), publicKey!, Buffer.from(signature!, 'base64'))).toBe(true);
    }
    expect(await rootsOf('?limit=1')).toEqual({ items: [first], next: 1, publicKey });
    expect((await rootsOf('?limit=1&cursor=1')).items).toEqual([second]);
    expect(await rootsOf('?cursor=2')).toEqual({ items: [], next: null, publicKey });
  });
});
