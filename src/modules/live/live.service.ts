import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import {
  CHANGE_CHANNEL,
  mergeChanges,
  noChanges,
  readChanges,
  type CaseChange,
  type Changes,
} from '../../persistence/change-hint.js';
import { listen, type Listener } from '../../persistence/listener.js';
import { listChangedCases } from '../../persistence/views/changed-cases.js';
import { viewerOf, type SignedInUser } from '../auth/access.js';
import { SessionService } from '../auth/session.service.js';
import { LOG } from '../foundation/foundation.module.js';
import { LiveStream } from './live-stream.js';

/** Well within the minute after which many proxies close a silent connection. */
const BEAT_MS = 20_000;
const LISTEN_AGAIN_MS = 1_000;
/** A hint may come before its change is committed. What is not there after so many looks was rolled back. */
const LOOKS = 20;
const LOOK_AGAIN_MS = 50;
/** Open pages of one person on one node. */
export const MOST_STREAMS_OF_A_USER = 30;

/**
 * Tells open pages that something they may see has changed. One connection per process hears the hints of all nodes, and one question to the
 * database per bundle of hints finds who may know. Nothing depends on it: a page that is told nothing asks by itself, more seldom.
 */
@Injectable()
export class LiveService implements BeforeApplicationShutdown {
  private readonly streams = new Set<LiveStream>();
  private readonly looks = new Map<string, number>();
  private pending = noChanges();
  private telling: Promise<void> | null = null;
  private listening: Promise<Listener> | null = null;
  private beating: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** A stream for the session; what changes from now on is told. Throws `tooManyRequests`. */
  async open(tokenHash: string, user: SignedInUser): Promise<LiveStream> {
    const own = [...this.streams].filter((stream) => stream.user.id === user.id);
    if (this.stopped || own.length >= MOST_STREAMS_OF_A_USER) throw new AppError('tooManyRequests');
    const stream = new LiveStream(tokenHash, user, () => this.streams.delete(stream));
    this.streams.add(stream);
    this.beating ??= setInterval(() => void this.beat(), BEAT_MS).unref();
    try {
      await (this.listening ??= this.listen());
    } catch (error) {
      this.listening = null;
      stream.end();
      throw error;
    }
    stream.tell('ready');
    return stream;
  }

  /** Pages are let go, and come back to another node. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.beating);
    for (const stream of this.streams) stream.end();
    const listener = await this.listening?.catch(() => null);
    listener?.stop();
    await this.telling;
  }

  private async listen(): Promise<Listener> {
    const listener = await listen(this.dataSource, CHANGE_CHANNEL, {
      onHint: (text) => this.note(readChanges(text)),
      onLost: () => void this.listenAgain(),
    });
    if (this.stopped) listener.stop();
    return listener;
  }

  /** Nobody knows what was said meanwhile. */
  private async listenAgain(): Promise<void> {
    if (this.stopped) return;
    try {
      await (this.listening = this.listen());
      this.note({ ...noChanges(), everything: true, sessions: true });
    } catch (error) {
      this.log.warn({ err: error }, 'Changes are not heard of; listening is tried again.');
      setTimeout(() => void this.listenAgain(), LISTEN_AGAIN_MS).unref();
    }
  }

  private note(changes: Changes): void {
    mergeChanges(this.pending, changes);
    this.telling ??= this.tellAll().finally(() => {
      this.telling = null;
    });
  }

  /** Round by round, until nothing new has come: what is said during one round goes into the next. */
  private async tellAll(): Promise<void> {
    // What else happens now is told with it.
    await new Promise((resolve) => setImmediate(resolve));
    while (!this.stopped && isAnything(this.pending)) {
      const changes = this.pending;
      this.pending = noChanges();
      try {
        if (changes.sessions) await this.checkSessionsTwice();
        await this.tell(changes);
      } catch (error) {
        this.log.warn({ err: error }, 'Changes could not be told.');
        for (const stream of this.streams) stream.tell('change', { everything: true });
      }
    }
  }

  private async tell({ cases, clock, everything }: Changes): Promise<void> {
    if (this.streams.size === 0) return;
    const seen = await this.whoSees(cases);
    for (const stream of this.streams) {
      const own = seen.get(stream.user.id) ?? [];
      if (!everything && !clock && own.length === 0) continue;
      stream.tell('change', {
        cases: own.filter(({ seq }) => seq > 0).map(({ id, seq }) => ({ id, seq })),
        messages: own.some(({ messages }) => messages),
        ...(clock && { clock }),
        ...(everything && { everything }),
      });
    }
  }

  /** Per user the changed cases that are open to them. What is announced but not committed yet is looked at again. */
  private async whoSees(changed: Changes['cases']): Promise<Map<string, (CaseChange & { id: string })[]>> {
    const seen = new Map<string, (CaseChange & { id: string })[]>();
    if (changed.size === 0) return seen;
    const rows = await listChangedCases(this.dataSource, [...changed.keys()], this.viewers());
    const there = new Map(rows.map((row) => [row.id, row]));
    for (const [id, change] of changed) {
      const row = there.get(id);
      if (!row || row.seq < change.seq) {
        this.lookAgain(id, change);
        continue;
      }
      this.looks.delete(id);
      const told = { id, seq: change.seq > 0 ? row.seq : 0, messages: change.messages };
      for (const userId of row.userIds) seen.set(userId, [...(seen.get(userId) ?? []), told]);
    }
    return seen;
  }

  private lookAgain(id: string, change: CaseChange): void {
    const looks = (this.looks.get(id) ?? 0) + 1;
    this.looks.set(id, looks);
    if (looks > LOOKS) this.looks.delete(id);
    else
      setTimeout(() => {
        if (!this.stopped) this.note({ ...noChanges(), cases: new Map([[id, change]]) });
      }, LOOK_AGAIN_MS).unref();
  }

  /** Those who see cases at all; admins and auditors see none. */
  private viewers(): ReturnType<typeof viewerOf>[] {
    const users = new Map([...this.streams].map(({ user }) => [user.id, user]));
    return [...users.values()].filter(seesCases).map(viewerOf);
  }

  private async beat(): Promise<void> {
    if (this.stopped) return;
    for (const stream of this.streams) stream.beat();
    await this.checkSessions().catch((error: unknown) => this.log.warn({ err: error }, 'live'));
  }

  /** At once, and when a change that was announced before its commit must be there. */
  private async checkSessionsTwice(): Promise<void> {
    setTimeout(() => void this.beat(), LOOKS * LOOK_AGAIN_MS).unref();
    await this.checkSessions();
  }

  /** Ends the streams of sessions that are over, and takes over what the others may see now. */
  private async checkSessions(): Promise<void> {
    if (this.streams.size === 0) return;
    const asked = [...this.streams];
    const users = await this.sessions.findUsers(asked.map(({ tokenHash }) => tokenHash));
    for (const stream of asked) {
      const user = users.get(stream.tokenHash);
      if (!user) {
        stream.tell('signedOut');
        stream.end();
      } else if (!isDeepStrictEqual(user, stream.user)) {
        stream.user = user;
        stream.tell('change', { everything: true });
      }
    }
  }
}

function isAnything({ cases, clock, sessions, everything }: Changes): boolean {
  return cases.size > 0 || clock || sessions || everything;
}

function seesCases({ rights }: SignedInUser): boolean {
  return rights.includes('caseworker') || rights.includes('teamLeader');
}
