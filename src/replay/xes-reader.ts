import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import sax from 'sax';
import { AppError } from '../errors.js';
import { readValue } from './xes-attributes.js';
import type { XesAttributes, XesTrace } from './xes-attributes.js';

const ATTRIBUTE_TYPES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']);
/** Enough to tell gzip from XML and to hold an XML declaration. */
const HEAD_BYTES = 200;
/** Elements of a log that hold attributes which describe the log, not a trace: defaults, classifiers, declarations. */
const DESCRIPTIVE = new Set(['extension', 'global', 'classifier']);

/**
 * The traces of an XES log (IEEE 1849), one at a time: memory is bounded by the longest trace. Gzip is recognised by its
 * first bytes. `AppError('invalidLog')` with line and reason when the file is not a whole, well-formed log.
 *
 * Defaults of `<global>` are not filled in: a log that says `1970-01-01` for "unknown" would give false facts.
 */
export async function* readLog(path: string): AsyncGenerator<XesTrace> {
  yield* readTraces(createReadStream(path));
}

/** As `readLog`, from any stream of bytes. */
export async function* readTraces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<XesTrace> {
  const log = new LogParser();
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of inflated(bytes)) {
      decoder ??= new TextDecoder(declaredEncoding(chunk), { fatal: true });
      log.write(decoder.decode(chunk, { stream: true }));
      yield* log.takeTraces();
    }
    if (!decoder) throw new Error('the file is empty');
    log.write(decoder.decode());
    log.close();
  } catch (error) {
    if (error instanceof AppError || isSystemError(error)) throw error;
    throw new AppError('invalidLog', { line: log.line, reason: firstLine(error) }, { cause: error });
  }
  yield* log.takeTraces();
}

/** Strict entities: only the five of XML, so that no document brings its own (the types do not know the option). */
const OPTIONS: sax.SAXOptions & { strictEntities: boolean } = {
  xmlns: true,
  position: true,
  strictEntities: true,
};

/** Turns SAX events into traces. Everything in another namespace than the root's is passed over with its contents. */
class LogParser {
  private readonly parser = sax.parser(true, OPTIONS);
  private readonly open: Frame[] = [];
  private finished: XesTrace[] = [];
  private namespace: string | undefined;

  constructor() {
    this.parser.onopentag = (tag) => this.open.push(this.enter(tag as sax.QualifiedTag));
    this.parser.onclosetag = () => this.leave(this.open.pop());
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- sax has no listeners
    this.parser.onerror = (error) => {
      throw error;
    };
  }

  get line(): number {
    return this.parser.line + 1;
  }

  write(text: string): void {
    if (text) this.parser.write(text);
  }

  close(): void {
    this.parser.close();
    if (this.namespace === undefined) throw new Error('the file holds no log');
  }

  takeTraces(): XesTrace[] {
    const traces = this.finished;
    this.finished = [];
    return traces;
  }

  private enter(tag: sax.QualifiedTag): Frame {
    const parent = this.open.at(-1);
    if (!parent) return this.enterRoot(tag);
    if (parent.kind === 'skipped' || tag.uri !== this.namespace || DESCRIPTIVE.has(tag.local)) return SKIPPED;
    if (tag.local === 'trace' && parent.kind === 'log') return newTrace();
    if (tag.local === 'event' && parent.kind === 'trace') return newEvent(parent.trace);
    if (tag.local === 'values' && parent.kind === 'attribute') return parent;
    return parent.kind === 'log' ? SKIPPED : enterAttribute(tag, parent.attributes);
  }

  private enterRoot(tag: sax.QualifiedTag): Frame {
    if (tag.local !== 'log') throw new Error(`the root element is <${tag.name}>, not <log>`);
    this.namespace = tag.uri;
    return { kind: 'log' };
  }

  private leave(frame: Frame | undefined): void {
    if (frame?.kind === 'trace') this.finished.push(frame.trace);
  }
}

type Frame =
  | { kind: 'log' }
  | { kind: 'skipped' }
  | { kind: 'trace'; trace: XesTrace; attributes: XesAttributes }
  | { kind: 'event'; attributes: XesAttributes }
  | { kind: 'attribute'; attributes: XesAttributes };

const SKIPPED: Frame = { kind: 'skipped' };

function newTrace(): Frame {
  const trace: XesTrace = { attributes: new Map(), events: [] };
  return { kind: 'trace', trace, attributes: trace.attributes };
}

function newEvent(trace: XesTrace): Frame {
  const attributes: XesAttributes = new Map();
  trace.events.push({ attributes });
  return { kind: 'event', attributes };
}

function enterAttribute(tag: sax.QualifiedTag, siblings: XesAttributes): Frame {
  const key = tag.attributes['key']?.value;
  if (key === undefined) return SKIPPED;
  const type = ATTRIBUTE_TYPES.has(tag.local) ? tag.local : 'string';
  const children: XesAttributes = new Map();
  siblings.set(key, { type, value: readValue(type, tag.attributes['value']?.value), children });
  return { kind: 'attribute', attributes: children };
}

async function* inflated(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const whole = withWholeHead(bytes);
  const head = await whole.next();
  if (head.done) return;
  const source = rejoin(head.value, whole);
  const isGzip = head.value[0] === 0x1f && head.value[1] === 0x8b;
  if (!isGzip) return yield* source;
  // An error of the source destroys the gunzip stream with it, and so comes out where the reader reads.
  yield* withWholeHead(pipeline(Readable.from(source), createGunzip(), () => undefined));
}

/** The same bytes, of which the first chunk holds at least `HEAD_BYTES`, or everything. */
async function* withWholeHead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    yield head;
    head = undefined;
  }
  if (head?.length) yield head;
}

async function* rejoin(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The encoding that the XML declaration names; UTF-8 when it names none. */
function declaredEncoding(chunk: Uint8Array): string {
  const head = Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString('latin1');
  return /^[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
}

function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function firstLine(error: unknown): string {
  return String((error as Error).message).split('\n')[0]!;
}
