import type { IncomingMessage, Server } from 'node:http';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { isUUID } from 'class-validator';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { SessionService } from '../auth/session.service.js';
import { CaseAccessService } from '../cases/case-access.service.js';
import { CONFIG, LOG } from '../foundation/foundation.module.js';
import { isOurPage } from '../http/our-page.js';
import { onWebSocket, refuseUpgrade, type Upgrade } from '../http/upgrades.js';
import { Watch, type Wanted, type WatchScope } from './watch.js';

const PATH = '/api/inspect';
const LOOK_EVERY_MS = 1_000;
/** Open pages of one person on one node. */
const MOST_SOCKETS_OF_A_USER = 10;
const TRY_AGAIN_LATER = 1013;
const SIGNED_OUT = 4401;
/** The clients only listen: what they say is not read, and may not be long. */
const MOST_BYTES = 1_024;

/**
 * WebSocket at `/api/inspect`, for leaders (cases of their teams) and admins (no single case, no numbers and names): the case of `?caseId=`, the
 * cases of `?caseType=`, or all. A change by any node is told within about a second: each connection asks the database, so nothing has to be
 * sent between nodes, and nothing is added to the writing of events. What the user may see is asked anew before each look.
 */
@Injectable()
export class InspectionGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  private readonly open = new Map<string, number>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly sessions: SessionService,
    private readonly access: CaseAccessService,
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    onWebSocket(
      server,
      PATH,
      (upgrade) => this.accept(upgrade),
      (err) => this.log.error({ err }, 'inspection'),
    );
  }

  beforeApplicationShutdown(): void {
    for (const client of this.sockets.clients) client.close(TRY_AGAIN_LATER);
    this.sockets.close();
  }

  private async accept({ request, url, socket, head }: Upgrade): Promise<void> {
    if (!isOurPage(request.headers, this.config.publicUrl)) return refuseUpgrade(socket, 403);
    const token = cookieOf(request);
    const user = await this.sessions.findUser(token);
    if (!user) return refuseUpgrade(socket, 401);
    const caseId = url.searchParams.get('caseId') ?? undefined;
    const caseType = url.searchParams.get('caseType') ?? undefined;
    const refused = await this.refusal(user, caseId);
    if (refused) return refuseUpgrade(socket, refused);
    this.sockets.handleUpgrade(request, socket, head, (client) => {
      // `ws` closes the connection itself after a frame that it cannot read; it only must not be the last to hear of it.
      client.on('error', () => client.terminate());
      this.count(user.id, 1);
      void this.follow(client, token, { caseId, caseType }).finally(() => this.count(user.id, -1));
    });
  }

  /** Why this user may not watch; a single case is open to its leaders only, and whoever asks for it is in the access log. */
  private async refusal(user: SignedInUser, caseId: string | undefined): Promise<403 | 404 | 429 | null> {
    if (!mayWatch(user, caseId)) return 403;
    if ((this.open.get(user.id) ?? 0) >= MOST_SOCKETS_OF_A_USER) return 429;
    if (caseId === undefined) return null;
    if (!isUUID(caseId)) return 404;
    try {
      await this.access.getCase(user, caseId, 'case.inspect');
      return null;
    } catch (error) {
      if (error instanceof AppError) return 404;
      throw error;
    }
  }

  private count(userId: string, by: number): void {
    const open = (this.open.get(userId) ?? 0) + by;
    if (open > 0) this.open.set(userId, open);
    else this.open.delete(userId);
  }

  private async follow(client: WebSocket, token: string | undefined, wanted: Wanted): Promise<void> {
    const watch = new Watch(this.dataSource, wanted, (message) => client.send(JSON.stringify(message)));
    while (client.readyState === client.OPEN) {
      try {
        const user = await this.sessions.findUser(token);
        if (user && mayWatch(user, wanted.caseId)) await watch.look(scopeOf(user));
        else client.close(SIGNED_OUT);
      } catch (error) {
        this.log.warn({ err: error }, 'inspection');
        client.close(TRY_AGAIN_LATER);
      }
      await pauseOrClose(client);
    }
  }
}

function mayWatch({ rights }: SignedInUser, caseId: string | undefined): boolean {
  return rights.includes('teamLeader') || (rights.includes('admin') && caseId === undefined);
}

function scopeOf(user: SignedInUser): WatchScope {
  const leads = user.rights.includes('teamLeader');
  return { scope: { viewer: leads ? viewerOf(user) : null }, anonymous: !leads };
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.find(([name]) => name === SESSION_COOKIE)?.[1];
}

/** Until the next look; at once when the client has gone. */
function pauseOrClose(client: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      client.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, LOOK_EVERY_MS);
    client.once('close', done);
    if (client.readyState !== client.OPEN) done();
  });
}
