import { createServer, type AddressInfo } from 'node:net';

/** A port that nobody listens on at this moment: for an address that must be known before it is served. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => void server.close(() => done()));
  return port;
}
