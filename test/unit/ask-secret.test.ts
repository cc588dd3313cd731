import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { askSecret } from '../../src/ask-secret.js';

async function ask(typed: string, isTTY: boolean): Promise<{ answer: string; shown: string }> {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const output = new PassThrough({ encoding: 'utf8' });
  input.end(typed);
  const answer = await askSecret('Password: ', { input, output });
  return { answer, shown: String(output.read()) };
}

describe('a secret', () => {
  it('is taken from the terminal without being shown', async () => {
    expect(await ask('hemmeligt ord\r', true)).toEqual({ answer: 'hemmeligt ord', shown: 'Password: \n' });
  });

  it('is the first line of a pipe', async () => {
    expect(await ask('hemmeligt ord\nnej\n', false)).toMatchObject({ answer: 'hemmeligt ord' });
  });

  it('is empty when there is nobody to ask', async () => {
    expect(await ask('', false)).toMatchObject({ answer: '' });
  });
});
