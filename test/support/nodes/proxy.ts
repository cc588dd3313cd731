import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that may move to another port, and that can be cut. */
export class TcpProxy {
  /** Where connections lead from now on; those to a port where nobody listens are hung up. */
  target = 0;
  /** Who says this is hung up on before anybody hears it. */
  cutAt: string | undefined;
  private readonly open = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.on('connection', (near) => proxy.join(near));
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Hangs up on everybody, in the middle of whatever they say; returns how many connections that were. */
  cut(): number {
    const { size } = this.open;
    for (const socket of this.open) socket.destroy();
    return size / 2;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  private join(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    near.on('data', (said: Buffer) => {
      if (this.cutAt !== undefined && said.includes(this.cutAt)) near.destroy();
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
