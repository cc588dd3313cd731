import { Dice } from '../dice.js';
import type { Cluster, NodeRole } from './cluster.js';
import { moveClock } from './settled.js';

export type Harm =
  'kill' | 'stop' | 'cut' | 'terminate' | 'restart' | 'crash' | 'clock' | 'crashWhileCatchingUp';

/** Harms a cluster, one thing at a time, and mends it as whoever runs it would: a node that has died is started anew. */
export class Monkey {
  readonly done: Partial<Record<Harm, number>> = {};
  private readonly dice: Dice;

  /** `progress` resolves when work has gone on: how long a harm lasts is told by what is done meanwhile. */
  constructor(
    private readonly cluster: Cluster,
    private readonly progress: (acknowledged: number) => Promise<unknown>,
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  async harm(what: Harm): Promise<void> {
    this.done[what] = (this.done[what] ?? 0) + 1;
    await this[what]();
  }

  any(): Harm {
    return this.dice.pick([
      'kill',
      'kill',
      'stop',
      'cut',
      'terminate',
      'restart',
      'crash',
      'clock',
      'crashWhileCatchingUp',
    ]);
  }

  protected async kill(): Promise<void> {
    const node = this.dice.pick(this.cluster.nodes);
    await this.cluster.kill(node);
    await this.cluster.startNode(node.role);
  }

  /** A node that stands still with whatever it holds, while the others go on. */
  protected async stop(): Promise<void> {
    const node = this.dice.pick(this.cluster.nodes);
    node.process.kill('SIGSTOP');
    await this.progress(60);
    node.process.kill('SIGCONT');
  }

  protected async cut(): Promise<void> {
    this.cluster.cutConnections();
  }

  protected terminate(): Promise<void> {
    return this.cluster.terminateConnections();
  }

  protected restart(): Promise<void> {
    return this.cluster.restartServer(true);
  }

  protected crash(): Promise<void> {
    return this.cluster.restartServer(false);
  }

  protected clock(): Promise<void> {
    return moveClock(this.cluster, 7);
  }

  /** All that do the work are killed, much falls due, and the database dies in the middle of catching it up. */
  protected async crashWhileCatchingUp(): Promise<void> {
    const workers = this.cluster.nodes.filter(({ role }) => role !== 'api');
    const roles: NodeRole[] = workers.map(({ role }) => role);
    for (const worker of workers) await this.cluster.kill(worker);
    await moveClock(this.cluster, 31);
    const started = Promise.all(roles.map((role) => this.cluster.startNode(role)));
    await started;
    await this.cluster.restartServer(false);
  }
}
