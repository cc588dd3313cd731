import { callbackify } from 'node:util';
import type { Client, Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from './database.js';

/** `before`: a statement is never sent. `after`: the database has done it, and the answer never comes. */
export type Death = 'before' | 'after';

/** A node that dies at one of its statements; then all its connections are gone, and whatever it does further fails. */
export interface MortalNode {
  ds: DataSource;
  isDead: () => boolean;
  /** Statements that it has sent or was about to send. */
  statements: () => number;
}

type Query = (...args: unknown[]) => unknown;

/** A node on the database that dies at its `at`-th statement, counted from 1; `Infinity`: it lives. */
export async function startMortalNode(database: TestDatabase, at: number, death: Death): Promise<MortalNode> {
  const ds = await database.secondNode();
  const pool = (ds.driver as unknown as { master: Pool }).master;
  const clients = new Set<Client>();
  let statements = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    for (const client of clients) hangUp(client);
    throw new Error('This node is dead.');
  };
  const count = async (send: () => unknown): Promise<unknown> => {
    if (dead) return die();
    statements += 1;
    if (statements !== at) return send();
    if (death === 'after') await send();
    return die();
  };
  pool.on('error', () => undefined);
  pool.on('acquire', (client) => {
    const known = client as unknown as Client;
    if (clients.has(known)) return;
    clients.add(known);
    known.on('error', () => undefined);
    watch(known, count);
  });
  return { ds, isDead: () => dead, statements: () => statements };
}

/** `pg` may be asked with a promise or with a callback. */
function watch(client: Client, count: (send: () => unknown) => Promise<unknown>): void {
  const query = client.query.bind(client) as Query;
  (client as unknown as { query: Query }).query = (...args) => {
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as Query) : undefined;
    const answer = count(() => query(...args));
    if (!callback) return answer;
    return callbackify(() => answer)(callback as (error: Error, result: unknown) => void);
  };
}

function hangUp(client: Client): void {
  (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
}
