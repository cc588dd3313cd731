import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request to go on as something other than HTTP, on a socket that may break at any moment without harm. */
export interface Upgrade {
  request: IncomingMessage;
  url: URL;
  socket: Duplex;
  head: Buffer;
}

/**
 * Calls `accept` for WebSockets at one path; what it throws is told to `failed`, and the socket is closed with 500. Every other upgrade is
 * answered as if it had not been asked for, as HTTP allows: some clients offer HTTP/2 with each request.
 */
export function onWebSocket(
  server: Server,
  path: string,
  accept: (upgrade: Upgrade) => Promise<void>,
  failed: (error: unknown) => void,
): void {
  server.on('upgrade', (request, socket, head) => {
    // Node has taken its own listeners away by now: without one, a client that hangs up would end the process.
    socket.on('error', () => socket.destroy());
    const url = urlOf(request);
    if (url?.pathname !== path || request.headers.upgrade?.toLowerCase() !== 'websocket') {
      answerWithout(server, request, socket, head);
      return;
    }
    accept({ request, url, socket, head }).catch((error: unknown) => {
      failed(error);
      refuseUpgrade(socket, 500);
    });
  });
}

const BASE = 'http://localhost';

function urlOf({ url = '/' }: IncomingMessage): URL | null {
  return URL.canParse(url, BASE) ? new URL(url, BASE) : null;
}

/** Gives the socket back to the HTTP server, with the request written anew but for the wish to leave HTTP. */
function answerWithout(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (!HOP.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(
    Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`, 'latin1'), head]),
  );
  server.emit('connection', socket);
}

const HOP = new Set(['connection', 'upgrade', 'http2-settings']);

const REASONS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const;

/** Answers and hangs up; nothing happens when the client has gone. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
