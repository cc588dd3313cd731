import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedServer } from '../../../src/persistence/embedded-postgres.js';
import { freePort } from '../free-port.js';
import { TcpProxy } from './proxy.js';

export type NodeRole = 'all' | 'api' | 'worker';

/** One process of the product. */
export interface ProductNode {
  role: NodeRole;
  url: string;
  process: ChildProcess;
}

/** What starts a node: the sources as they are, or the build of another release. */
export interface Program {
  args: string[];
  directory?: string;
}

export const THIS_PROGRAM: Program = {
  args: ['--import', './test/support/typescript.mjs', 'test/support/nodes/node.ts'],
};

/** What dies here are processes, never the machine: what was written is in its memory at least, and the gate need not wait for the disk. */
const SETTINGS = ['max_connections=200', ...(process.env['LONG'] ? [] : ['fsync=off'])];

/** PostgreSQL with its disk, nodes that reach it through a proxy, and ways to harm all of them. */
export class Cluster {
  readonly nodes: ProductNode[] = [];
  /** What nodes have said last that ended by themselves: nothing that is done to a cluster is a reason to. */
  readonly ownEnds: string[] = [];
  private server!: EmbeddedServer;
  private standby: EmbeddedServer | undefined;
  private standbyDirectory: string | undefined;

  private constructor(
    readonly directory: string,
    private readonly proxy: TcpProxy,
    private readonly launch: typeof startEmbeddedPostgres,
  ) {}

  static async start(launch = startEmbeddedPostgres): Promise<Cluster> {
    const directory = await mkdtemp(join(tmpdir(), 'sagsgang-cluster-'));
    await chmod(directory, 0o755);
    const cluster = new Cluster(directory, await TcpProxy.start(), launch);
    await cluster.startServer();
    return cluster;
  }

  /** Around the proxy: for who prepares and looks. */
  get url(): string {
    return this.server.url;
  }

  get letters(): string {
    return join(this.directory, 'letters');
  }

  async query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.url, options: '-c search_path=sagsgang' });
    await client.connect();
    try {
      return (await client.query(statement, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Resolves when the node answers. */
  async startNode(role: NodeRole, program: Program = THIS_PROGRAM): Promise<ProductNode> {
    const port = await freePort();
    const child = spawn(process.execPath, program.args, {
      cwd: program.directory ?? process.cwd(),
      env: { ...process.env, ...this.environment(role), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr!.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
    const lines = createInterface(child.stdout!);
    lines.on('line', (line) => (said = `${said}\n${line}`.slice(-4_000)));
    const exit = once(child, 'exit').then((): never => {
      throw new Error(`A node has ended before it was ready:\n${said}`);
    });
    exit.catch(() => undefined);
    const url = `http://127.0.0.1:${port}`;
    const ready = async (): Promise<void> => {
      while (!(await answers(url))) await pause(100);
    };
    await Promise.race([ready(), exit]);
    const node = { role, url, process: child };
    this.nodes.push(node);
    child.once('exit', () => {
      if (this.nodes.includes(node)) this.ownEnds.push(said);
    });
    return node;
  }

  /** SIGKILL: nothing is finished, nobody is told. */
  async kill(node: ProductNode, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.nodes.splice(this.nodes.indexOf(node), 1);
    if (hasEnded(node.process)) return;
    const exited = once(node.process, 'exit');
    node.process.kill(signal);
    // A stopped process hears no other signal.
    node.process.kill('SIGCONT');
    await exited;
  }

  cutConnections(): number {
    return this.proxy.cut();
  }

  /** The server ends the connections of all nodes itself. */
  async terminateConnections(): Promise<void> {
    await this.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sagsgang'`,
    );
  }

  /** `gently`: what runs is rolled back. Otherwise its main process is killed, and it recovers from its log. */
  async restartServer(gently: boolean): Promise<void> {
    if (gently) await this.server.stop();
    else await this.killServer();
    await this.startServer();
  }

  /** A second server that has every commit on its disk before anybody is told of it; resolves when that is so. Made while the first one stands still. */
  async addStandby(): Promise<void> {
    await this.server.stop();
    this.standbyDirectory = `${this.directory}-standby`;
    execFileSync('cp', ['-a', this.directory, this.standbyDirectory]);
    const signal = join(this.standbyDirectory, 'postgres', 'standby.signal');
    writeFileSync(signal, '');
    chmodSync(signal, 0o666);
    await this.startServer('synchronous_standby_names=standby');
    const { hostname, port, username, password } = new URL(this.url);
    const primary = `host=${hostname} port=${port} user=${username} password=${password} application_name=standby`;
    this.standby = await startEmbeddedPostgres({
      directory: this.standbyDirectory,
      settings: [...SETTINGS, `primary_conninfo=${primary}`],
    });
    while ((await this.query(`select from pg_stat_replication where sync_state = 'sync'`)).length === 0)
      continue;
  }

  /** The first server is killed, and the standby takes its place under the same address. */
  async failOver(): Promise<void> {
    await this.killServer();
    this.server = this.standby!;
    await this.query('select pg_promote()');
    this.proxy.target = Number(new URL(this.url).port);
    this.proxy.cut();
  }

  environment(role: NodeRole): Record<string, string> {
    const url = new URL(this.url);
    url.port = String(this.proxy.port);
    return {
      NODE_ENV: 'test',
      SANDBOX: 'true',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      ROLE: role,
      DATABASE_URL: url.href,
      DATA_DIR: this.directory,
      RATE_LIMIT: '10000000',
    };
  }

  async stop(): Promise<void> {
    while (this.nodes[0]) await this.kill(this.nodes[0]);
    await this.proxy.stop();
    await this.server.stop();
    for (const directory of [this.directory, this.standbyDirectory])
      if (directory) await rm(directory, { recursive: true, force: true });
  }

  private async startServer(...more: string[]): Promise<void> {
    const settings = [...SETTINGS, ...more];
    this.server = await this.launch({ directory: this.directory, settings });
    this.proxy.target = Number(new URL(this.server.url).port);
  }

  private async killServer(): Promise<void> {
    const [row] = await this.query<{ pid: string }>(`select pg_read_file('postmaster.pid') as pid`);
    process.kill(Number(row!.pid.split('\n')[0]), 'SIGKILL');
    await this.server.lost;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
