import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';

const HEAD = `
  import { createServer } from 'node:http';
  import { endOnUncaught } from './src/last-defence.ts';
  import { createLog } from './src/modules/http/log.ts';
  const log = createLog({ logLevel: 'info' });`;

/** A process of its own, which ends as its script lets it. */
async function run(script: string): Promise<{ code: number | null; said: string }> {
  const args = ['--import', './test/support/typescript.mjs', '--input-type=module', '-e', HEAD + script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('an error that nobody has caught', () => {
  it('ends the process only when what has begun has been answered', async () => {
    const { code, said } = await run(`
      const server = createServer((_, answer) => {
        setTimeout(() => answer.end('', () => console.log('finished')), 200);
        setImmediate(() => { throw new Error('planted'); });
      });
      endOnUncaught(log, () => new Promise((closed) => server.close(() => closed())));
      server.listen(0, () => {
        void fetch('http://127.0.0.1:' + server.address().port, { headers: { connection: 'close' } });
      });`);
    expect(code).toBe(1);
    expect(said).toContain('finished');
    expect(said).toContain('planted');
  });

  it.each([
    ['a promise', `void Promise.reject(new Error('planted'));`],
    ['an emitter without a listener', `createServer().emit('error', new Error('planted'));`],
    [
      'what was thrown while it closes',
      `setImmediate(() => { throw new Error('again'); }); throw new Error('planted');`,
    ],
  ])('is known also of %s', async (_, fault) => {
    const { code, said } = await run(`
      endOnUncaught(log, () => new Promise((closed) => setTimeout(closed, 100)));
      setInterval(() => undefined, 1000);
      setImmediate(() => { ${fault} });`);
    expect(code).toBe(1);
    expect(said).toContain('planted');
  });

  it('ends the process also when what has begun never ends, and tells nothing that a person wrote', async () => {
    const { code, said } = await run(`
      endOnUncaught(log, () => new Promise(() => undefined), 100);
      setInterval(() => undefined, 1000);
      setImmediate(() => { throw Object.assign(new Error('Astrid Holm'), { code: '22021' }); });`);
    expect(code).toBe(1);
    expect(said).toContain('22021');
    expect(said).not.toContain('Astrid');
  });
});
