import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { instantOf, textOf } from '../../../src/replay/xes-attributes.js';
import type { XesTrace } from '../../../src/replay/xes-attributes.js';
import { readLog, readTraces } from '../../../src/replay/xes-reader.js';

const SMALL = 'test/support/logs/small.xes';
const NAMESPACE = 'xmlns="http://www.xes-standard.org/"';

describe('reading an XES log', () => {
  it('gives the traces in order, with their events and attributes', async () => {
    const traces = await collect(readLog(SMALL));
    expect(traces.map((trace) => textOf(trace.attributes, 'concept:name'))).toEqual(['S-1', 'S-2', 'S-3']);
    expect(traces.map((trace) => trace.events.length)).toEqual([4, 3, 1]);
    expect(textOf(traces[0]!.events[2]!.attributes, 'concept:name')).toBe(
      'T04 Determine confirmation of receipt',
    );
  });

  it('turns summer time and winter time into UTC', async () => {
    const [first, second] = await collect(readLog(SMALL));
    expect(instantOf(first!.events[1]!.attributes, 'time:timestamp')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf(second!.events[0]!.attributes, 'time:timestamp')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('does not take the defaults of the log for values of a trace', async () => {
    const traces = await collect(readLog(SMALL));
    expect(traces[2]!.attributes.has('enddate')).toBe(false);
    expect(traces.some((trace) => trace.attributes.has('source'))).toBe(false);
  });

  it('keeps nested attributes with the attribute they belong to', async () => {
    const [, desk] = await collect(readLog(SMALL));
    expect(textOf(desk!.attributes.get('channel')!.children, 'desk')).toBe('Desk & post <2>');
    expect(desk!.attributes.has('desk')).toBe(false);
  });

  it('keeps the members of lists and containers', async () => {
    const [trace] = await fromText(
      traceOf(
        '<list key="parts"><values><string key="a" value="1"/></values></list><container key="c"><int key="n" value="2"/></container>',
      ),
    );
    expect(textOf(trace!.attributes.get('parts')!.children, 'a')).toBe('1');
    expect(trace!.attributes.get('c')!.children.get('n')!.value).toBe(2);
  });

  it('reads gzip by its first bytes, whatever the file is called', async () => {
    const packed = gzipSync(readFileSync(SMALL));
    expect(await collect(readTraces(chunks(packed, 7)))).toEqual(await collect(readLog(SMALL)));
  });

  it('reads the same from single bytes as from one piece', async () => {
    const bytes = readFileSync(SMALL);
    expect(await collect(readTraces(chunks(bytes, 1)))).toEqual(
      await collect(readTraces(chunks(bytes, bytes.length))),
    );
  });

  it('reads entities, character references, CDATA, comments and instructions without harm', async () => {
    const [trace] = await fromText(
      traceOf(
        '<?note x?><!-- <trace> --><![CDATA[<event/>]]><string key="name" value="&quot;S&#248;by&quot; &#x26; co"/>',
      ),
    );
    expect(textOf(trace!.attributes, 'name')).toBe('"Søby" & co');
    expect(trace!.events).toEqual([]);
  });

  it('accepts a prefixed namespace and passes over elements of other namespaces', async () => {
    const [trace] = await fromText(
      '<x:log xmlns:x="http://www.xes-standard.org/" xmlns:o="urn:other"><x:trace><o:event><x:string key="a" value="1"/></o:event>' +
        '<x:string key="b" value="2"/></x:trace></x:log>',
    );
    expect([...trace!.attributes.keys()]).toEqual(['b']);
    expect(trace!.events).toEqual([]);
  });

  it('accepts a log without a namespace', async () => {
    expect(await fromText('<log><trace/><trace/></log>')).toHaveLength(2);
  });

  it('follows the encoding that the file declares', async () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?><log><trace><string key="by" value="Ærø"/></trace></log>`;
    const [trace] = await collect(readTraces(chunks(Buffer.from(text, 'latin1'), 5)));
    expect(textOf(trace!.attributes, 'by')).toBe('Ærø');
  });

  it('reads numbers and truth values, and an unknown type as text', async () => {
    const [trace] = await fromText(
      traceOf(
        '<int key="i" value="42"/><float key="f" value="4.5"/><boolean key="b" value="true"/><colour key="c" value="red"/><id key="u" value="x-1"/>',
      ),
    );
    const values = Object.fromEntries([...trace!.attributes].map(([key, { value }]) => [key, value]));
    expect(values).toEqual({ i: 42, f: 4.5, b: true, c: 'red', u: 'x-1' });
  });

  it('has no value where the text does not fit the type, and passes over an attribute without a key', async () => {
    const [trace] = await fromText(
      traceOf(
        '<int key="i" value="4,2"/><float key="f" value=""/><boolean key="b" value="perhaps"/><date key="d" value="2026-13-01T00:00:00Z"/>' +
          '<date key="noOffset" value="2026-01-01T00:00:00"/><string key="none"/><string value="keyless"/>',
      ),
    );
    expect([...trace!.attributes.keys()]).toEqual(['i', 'f', 'b', 'd', 'noOffset', 'none']);
    expect([...trace!.attributes.values()].every(({ value }) => value === undefined)).toBe(true);
  });

  it('does not mistake a text for an instant', async () => {
    const [trace] = await fromText(traceOf('<string key="d" value="2026-01-01T00:00:00Z"/>'));
    expect(instantOf(trace!.attributes, 'd')).toBeUndefined();
  });

  it('holds one trace at a time, not the log', async () => {
    let written = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`<log ${NAMESPACE}>`.padEnd(200));
      for (;;) {
        written += 1;
        yield Buffer.from('<trace><event/></trace>');
      }
    }
    let read = 0;
    for await (const trace of readTraces(endless())) {
      read += trace.events.length;
      if (read === 1000) break;
    }
    expect(written - read).toBeLessThan(5);
  });
});

describe('refusing what is not a log', () => {
  const refused: [string, Uint8Array, RegExp][] = [
    ['an empty file', Buffer.from(''), /empty/],
    ['another document', Buffer.from('<svg/>'), /<svg>/],
    ['no XML at all', Buffer.from('case;activity\n1;start\n'), /./],
    ['a tag that is closed by another', Buffer.from('<log>\n<trace>\n</log>'), /close tag/i],
    ['an unknown entity', Buffer.from(traceOf('<string key="a" value="&nbsp;"/>')), /entity/i],
    ['an unbound prefix', Buffer.from('<log><x:trace/></log>'), /prefix/i],
    ['a truncated file', readFileSync(SMALL).subarray(0, 2500), /./],
    ['a truncated gzip file', gzipSync(readFileSync(SMALL)).subarray(0, 500), /unexpected end/],
    ['a broken gzip file', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(300, 1)]), /./],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(`<log ${NAMESPACE}>`), Buffer.from([0xff, 0xfe])]),
      /./,
    ],
  ];

  it.each(refused)('refuses %s with a reason', async (_what, bytes, reason) => {
    await expect(collect(readTraces(chunks(bytes, 64)))).rejects.toMatchObject({
      code: 'invalidLog',
      details: { reason: expect.stringMatching(reason) },
    });
  });

  it('names the line', async () => {
    await expect(fromText('<log>\n<trace>\n</log>')).rejects.toMatchObject({ details: { line: 3 } });
  });

  it('does not expand entities that the document declares', async () => {
    const bomb = `<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${traceOf('<string key="a" value="&b;"/>')}`;
    await expect(fromText(bomb)).rejects.toMatchObject({ code: 'invalidLog' });
  });

  it('lets the system say that a file does not exist', async () => {
    await expect(collect(readLog('test/support/logs/absent.xes'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lets an error of the source through a gzip stream', async () => {
    await expect(collect(readTraces(onFailingDisk()))).rejects.toThrow('disk is gone');
  });
});

async function* onFailingDisk(): AsyncGenerator<Uint8Array> {
  yield gzipSync(readFileSync(SMALL)).subarray(0, 300);
  throw Object.assign(new Error('disk is gone'), { syscall: 'read' });
}

function traceOf(content: string): string {
  return `<log ${NAMESPACE}><trace>${content}</trace></log>`;
}

function fromText(text: string): Promise<XesTrace[]> {
  return collect(readTraces(chunks(Buffer.from(text), 64)));
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(traces: AsyncIterable<XesTrace>): Promise<XesTrace[]> {
  const all: XesTrace[] = [];
  for await (const trace of traces) all.push(trace);
  return all;
}
