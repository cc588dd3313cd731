import { checkServer, isAway, reportBack, reportTold, subscribe } from './connection.js';

/** What the server says on `GET /api/live`: what has changed, not how. */
export interface Change {
  cases?: { id: string; seq: number }[];
  messages?: boolean;
  clock?: boolean;
  everything?: boolean;
}

export interface LiveHandlers {
  onChange: (change: Change) => void;
  onSignedOut: () => void;
  /** The server is there and gives no stream: perhaps the session is over. */
  onRefused: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** How long a page that nobody looks at keeps its stream: a browser has six connections to a server over HTTP/1.1, for all tabs together. */
const HIDDEN_MS = 10_000;

/**
 * The one stream of this tab. Where it breaks it is made again, with longer and longer pauses, and at once when the server is back; what
 * was missed meanwhile is told as a change of everything. Returns what ends it.
 */
export function keepListening({ onChange, onSignedOut, onRefused }: LiveHandlers): () => void {
  let source: EventSource | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;
  let missed = false;
  let begun = false;

  const drop = () => {
    clearTimeout(waiting);
    source?.close();
    source = null;
    reportTold(false);
  };
  const breakOff = () => {
    const refused = !begun;
    drop();
    missed = true;
    if (!isAway()) void checkServer().then(() => refused && !isAway() && onRefused());
    waiting = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const begin = () => {
    begun = true;
    pause = FIRST_PAUSE_MS;
    reportBack();
    reportTold(true);
    if (missed) onChange({ everything: true });
    missed = false;
  };
  const connect = () => {
    drop();
    if (document.hidden) return;
    begun = false;
    source = new EventSource('/api/live');
    source.addEventListener('ready', begin);
    source.addEventListener('change', ({ data }) => onChange(JSON.parse(String(data)) as Change));
    source.addEventListener('signedOut', () => {
      drop();
      onSignedOut();
    });
    source.addEventListener('error', breakOff);
  };
  const look = () => {
    clearTimeout(waiting);
    if (!document.hidden && !source) connect();
    if (document.hidden) waiting = setTimeout(() => (drop(), (missed = true)), HIDDEN_MS);
  };
  const unsubscribe = subscribe(() => {
    if (!isAway() && !source && missed && !document.hidden) connect();
  });
  document.addEventListener('visibilitychange', look);
  connect();
  return () => {
    document.removeEventListener('visibilitychange', look);
    unsubscribe();
    drop();
  };
}
