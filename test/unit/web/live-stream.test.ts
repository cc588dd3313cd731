import { jest } from '@jest/globals';
import { isAway } from '../../../web/src/connection.js';
import { keepListening, type Change } from '../../../web/src/live-stream.js';

/** What a browser offers, as far as the stream uses it. */
class FakeSource extends EventTarget {
  static made: FakeSource[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeSource.made.push(this);
  }

  close(): void {
    this.closed = true;
  }

  say(type: string, data: object = {}): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }

  static get last(): FakeSource {
    return FakeSource.made.at(-1)!;
  }
}

class FakeDocument extends EventTarget {
  hidden = false;

  show(visible: boolean): void {
    this.hidden = !visible;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const page = new FakeDocument();
let serverThere: boolean;
let told: (Change | 'signedOut' | 'refused')[];
let stop: () => void;

/** Lets what was promised happen. */
const settle = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
  FakeSource.made = [];
  serverThere = true;
  page.hidden = false;
  told = [];
  Object.assign(globalThis, {
    EventSource: FakeSource,
    document: page,
    fetch: () => (serverThere ? Promise.resolve({ ok: true }) : Promise.reject(new TypeError('refused'))),
  });
  stop = keepListening({
    onChange: (change) => told.push(change),
    onSignedOut: () => told.push('signedOut'),
    onRefused: () => told.push('refused'),
  });
});
afterEach(async () => {
  stop();
  serverThere = true;
  // Whoever was away is found again, so that the next test begins with a server that is there.
  await jest.advanceTimersByTimeAsync(60_000);
  jest.useRealTimers();
});

describe('the stream of a page', () => {
  it('passes on what has changed', () => {
    FakeSource.last.say('ready');
    FakeSource.last.say('change', { cases: [{ id: 'a', seq: 3 }] });
    expect(told).toEqual([{ cases: [{ id: 'a', seq: 3 }] }]);
  });

  it('is made again after it broke, and takes for granted that something was missed', async () => {
    FakeSource.last.say('ready');
    FakeSource.last.dispatchEvent(new Event('error'));
    expect(FakeSource.last.closed).toBe(true);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(FakeSource.made).toHaveLength(2);
    FakeSource.last.say('ready');
    expect(told).toEqual([{ everything: true }]);
  });

  it('notices that the server is away, and is there again as soon as the server is', async () => {
    FakeSource.last.say('ready');
    serverThere = false;
    FakeSource.last.dispatchEvent(new Event('error'));
    await settle();
    expect(isAway()).toBe(true);
    serverThere = true;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(isAway()).toBe(false);
    FakeSource.last.say('ready');
    expect(told).toEqual([{ everything: true }]);
  });

  it('waits longer and longer where it is refused, and says so', async () => {
    for (const pauseMs of [1_000, 2_000, 4_000]) {
      const before = FakeSource.made.length;
      FakeSource.last.dispatchEvent(new Event('error'));
      await jest.advanceTimersByTimeAsync(pauseMs - 1);
      expect(FakeSource.made).toHaveLength(before);
      await jest.advanceTimersByTimeAsync(1);
      expect(FakeSource.made).toHaveLength(before + 1);
    }
    expect(told).toEqual(['refused', 'refused', 'refused']);
  });

  it('is let go while nobody looks at the page, and made again when somebody does', async () => {
    FakeSource.last.say('ready');
    page.show(false);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(FakeSource.last.closed).toBe(true);
    page.show(true);
    expect(FakeSource.made).toHaveLength(2);
    FakeSource.last.say('ready');
    expect(told).toEqual([{ everything: true }]);
  });

  it('survives a glance at another tab', async () => {
    FakeSource.last.say('ready');
    page.show(false);
    await jest.advanceTimersByTimeAsync(5_000);
    page.show(true);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(FakeSource.made).toHaveLength(1);
    expect(FakeSource.last.closed).toBe(false);
  });

  it('is over when the session is', async () => {
    FakeSource.last.say('ready');
    FakeSource.last.say('signedOut');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['signedOut']);
    expect(FakeSource.made.map(({ closed }) => closed)).toEqual([true]);
  });
});
