import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Far more than any body that is taken; who sends more without listening is hung up on. */
const MOST_BYTES = 16 * 1024 * 1024;
const LONGEST_MS = 10_000;
const WATCH_MS = 50;

/**
 * Lets whoever is answered before all of the body has come read that answer: what still comes is read and thrown away, up to 16 MB or for 10
 * seconds, and then the connection is closed. Closed at once, it would break while they send. Must be called before the routes are registered.
 */
export function readUnreadBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (raw.complete || !hasBody(raw)) return;
    void reply.header('connection', 'close');
    closeAfterReading(raw);
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Node closes a connection by `destroySoon`, once the answer has been handed over: until the sender has ended, only its own side is closed. */
function closeAfterReading(request: IncomingMessage): void {
  const { socket } = request;
  const closeNow = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    socket.end();
    const [mostBytes, longest] = [socket.bytesRead + MOST_BYTES, Date.now() + LONGEST_MS];
    // Of what Node throws away there is no other sign than the count.
    const watch = setInterval(() => {
      if (request.complete) closeNow();
      else if (socket.bytesRead > mostBytes || Date.now() > longest) socket.destroy();
    }, WATCH_MS);
    socket.once('close', () => clearInterval(watch));
    request.resume();
  };
}
