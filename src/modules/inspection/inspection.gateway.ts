import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
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
import { logAccess } from '../../persistence/audit.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { SessionService } from '../auth/session.service.js';
import { CONFIG, LOG } from '../foundation/foundation.module.js';
import { isOurPage } from '../http/our-page.js';
import { Watch, type WatchRequest } from './watch.js';

const PATH = '/api/inspect';
const LOOK_EVERY_MS = 1_000;
/** How many looks until the session is asked for again: whoever has signed out sees no more. */
const LOOKS_PER_SESSION_CHECK = 15;
const TRY_AGAIN_LATER = 1013;
const SIGNED_OUT = 4401;
/** The clients only listen: what they say is not read, and may not be long. */
const MOST_BYTES = 1_024;

/**
 * WebSocket at `/api/inspect`, for leaders (cases of their teams) and admins (without numbers and names): the cases of `?caseId=` or
 * `?caseType=`, or all. A change by any node is told within about a second: each connection asks the database, so nothing has to be sent
 * between nodes, and nothing is added to the writing of events.
 */
@Injectable()
export class InspectionGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly sessions: SessionService,
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => {
      this.upgrade(request, socket, head).catch((error: unknown) => {
        this.log.error({ err: error }, 'inspection');
        refuse(socket, 500);
      });
    });
  }

  beforeApplicationShutdown(): void {
    for (const client of this.sockets.clients) client.close(TRY_AGAIN_LATER);
    this.sockets.close();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== PATH) return refuse(socket, 404);
    if (!isOurPage(request.headers, this.config.publicUrl)) return refuse(socket, 403);
    const token = cookieOf(request);
    const user = await this.sessions.findUser(token);
    if (!user) return refuse(socket, 401);
    const caseId = url.searchParams.get('caseId') ?? undefined;
    if (!user.roles.some((role) => role === 'teamLeader' || role === 'admin')) return refuse(socket, 403);
    if (caseId !== undefined && !isUUID(caseId)) return refuse(socket, 404);
    const caseType = url.searchParams.get('caseType') ?? undefined;
    if (caseId) await this.note(user, caseId);
    this.sockets.handleUpgrade(request, socket, head, (client) => {
      void this.follow(client, token, { ...scopeOf(user), caseId, caseType });
    });
  }

  private note({ id, name }: SignedInUser, caseId: string): Promise<void> {
    return logAccess(this.dataSource, { action: 'case.inspect', userId: id, userName: name, caseId });
  }

  private async follow(client: WebSocket, token: string | undefined, request: WatchRequest): Promise<void> {
    const watch = new Watch(this.dataSource, request, (message) => client.send(JSON.stringify(message)));
    for (let looks = 1; client.readyState === client.OPEN; looks += 1) {
      try {
        await watch.look();
        const over = looks % LOOKS_PER_SESSION_CHECK === 0 && !(await this.sessions.findUser(token));
        if (over) client.close(SIGNED_OUT);
      } catch (error) {
        this.log.warn({ err: error }, 'inspection');
        client.close(TRY_AGAIN_LATER);
      }
      await pauseOrClose(client);
    }
  }
}

function scopeOf(user: SignedInUser): Pick<WatchRequest, 'scope' | 'anonymous'> {
  const leads = user.roles.includes('teamLeader');
  return { scope: { viewer: leads ? viewerOf(user) : null }, anonymous: !leads };
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.find(([name]) => name === SESSION_COOKIE)?.[1];
}

const REASONS: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]!}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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
