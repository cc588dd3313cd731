import { PassThrough, type Readable } from 'node:stream';
import type { SignedInUser } from '../auth/access.js';

/** How long a browser waits before it asks for a lost stream again. */
const RETRY_MS = 2_000;
/** Whoever reads no faster than this has gone, or will ask again. */
const MOST_UNREAD_BYTES = 65_536;

/** Listening has begun; something may have to be asked for anew; the session is over. */
export type LiveEvent = 'ready' | 'change' | 'signedOut';

/** One open page: its session, who is behind it, and the server-sent events it is told. */
export class LiveStream {
  private readonly channel = new PassThrough();

  constructor(
    readonly tokenHash: string,
    public user: SignedInUser,
    onGone: () => void,
  ) {
    this.channel.once('close', onGone);
    this.channel.on('error', onGone);
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  get body(): Readable {
    return this.channel;
  }

  tell(event: LiveEvent, data: object = {}): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment, so that neither end and nothing between takes the silence for a broken line. */
  beat(): void {
    this.write(':\n\n');
  }

  end(): void {
    this.channel.end();
  }

  private write(text: string): void {
    if (this.channel.writableEnded || this.channel.destroyed) return;
    if (this.channel.readableLength + this.channel.writableLength > MOST_UNREAD_BYTES) this.channel.destroy();
    else this.channel.write(text);
  }
}
