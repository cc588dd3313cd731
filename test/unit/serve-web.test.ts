import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveWeb } from '../../src/modules/web/serve-web.js';

@Module({})
class Nothing {}

let folder: string;
let app: NestFastifyApplication;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-'));
  const build = join(folder, 'assets', 'web');
  await mkdir(join(build, 'assets'), { recursive: true });
  await writeFile(join(build, 'index.html'), '<!doctype html>');
  await writeFile(join(build, 'assets', 'main-1a2b3c.js'), 'export {};');
  app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await serveWeb(app, build);
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const keptFor = async (path: string) => {
  const { headers } = await fetch((await app.getUrl()) + path);
  return headers.get('cache-control');
};

it('keeps for ever what has its hash in its name, and never the page, wherever the build lies', async () => {
  expect(await keptFor('/assets/main-1a2b3c.js')).toContain('immutable');
  expect(await keptFor('/')).toBe('no-cache');
  expect(await keptFor('/cases?action=case.event')).toBe('no-cache');
});
