import type { Logger } from 'pino';

/** How long work that has begun may take to end before the process ends without it. */
const CLOSING_MS = 10_000;

/**
 * What nobody has caught ends the process, because nobody knows in what state it has left it: it is logged, `close` lets what has begun come
 * to its end, and whoever watches the process starts it anew. Exit code 1.
 */
export function endOnUncaught(log: Logger, close: () => Promise<void>, closingMs = CLOSING_MS): void {
  let closing = false;
  // A rejection that nobody handles comes here too.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'An error that nobody caught ends this process.');
    if (closing) return;
    closing = true;
    setTimeout(endNow, closingMs);
    void endAfter(close);
  });
}

async function endAfter(close: () => Promise<void>): Promise<void> {
  await close().catch(() => undefined);
  endNow();
}

function endNow(): void {
  process.exit(1);
}
