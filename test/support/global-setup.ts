import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

declare global {
  /** Jest hands a value from setup to teardown in no other way. */
  var stopTestServer: (() => Promise<unknown>) | undefined;
}

/** Starts one PostgreSQL per run, with a migrated template database. The projects of a run share it. */
export default async function globalSetup(): Promise<void> {
  if (globalThis.stopTestServer) return;
  const args = ['--import', './test/support/typescript.mjs', 'test/support/database-server.ts'];
  // Detached: Ctrl-C must not end it before it has put everything away; the closing of its input tells it to.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    exited.then((code): never => {
      throw new Error(`The database server of the tests ended with code ${String(code)}.`);
    }),
  ]);
  const { url, template, sandbox, web } = JSON.parse(line) as Record<string, string>;
  process.env.SAGSGANG_TEST_SERVER = url;
  process.env.SAGSGANG_TEST_TEMPLATE = template;
  process.env.SAGSGANG_TEST_SANDBOX = sandbox;
  process.env.SAGSGANG_TEST_WEB = web;
  globalThis.stopTestServer = () => {
    globalThis.stopTestServer = undefined;
    child.stdin.end();
    return exited;
  };
}
