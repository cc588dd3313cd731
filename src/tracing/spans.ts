import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
} from '@opentelemetry/api';

/**
 * What is said of a piece of work in a trace: names of ours and counts, never a value of a request, a statement or a case. Without an exporter
 * (`startTracing`) all of this does nothing.
 */
export interface SpanText {
  name: string;
  attributes?: Attributes;
}

/** A span that its caller ends; `context` is that of the work in it. */
export interface OpenSpan {
  readonly context: Context;
  end(attributes: Attributes, failed: boolean): void;
}

const NAME = 'sagsgang';

/** Runs `work` as a span of its own, whether or not there is one around it. Returns and throws what `work` does. */
export function inSpan<T>({ name, attributes = {} }: SpanText, work: () => Promise<T>): Promise<T> {
  return run(name, { attributes, kind: SpanKind.INTERNAL }, work);
}

/** Runs one statement, by its name, as part of the span around it; alone it is none: a scheduler looks every second. */
export function inStatementSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (trace.getActiveSpan()?.isRecording() !== true) return work();
  return run(
    name,
    { attributes: { 'db.system.name': 'postgresql', 'db.query.summary': name }, kind: SpanKind.CLIENT },
    work,
  );
}

/** Begins the span of a request, which goes on from that of whoever asked (W3C `traceparent`). */
export function openRequestSpan({ name, attributes = {} }: SpanText, headers: object): OpenSpan {
  const caller = propagation.extract(context.active(), headers);
  const span = trace.getTracer(NAME).startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
  return {
    context: trace.setSpan(caller, span),
    end: (more, failed) => {
      span.setAttributes(more);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The ids by which a line of the log is found from its trace, and the other way round. */
export function idsOfTrace(): { traceId?: string; spanId?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { traceId: span.traceId, spanId: span.spanId } : {};
}

function run<T>(
  name: string,
  options: { attributes: Attributes; kind: SpanKind },
  work: () => Promise<T>,
): Promise<T> {
  return trace.getTracer(NAME).startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute('error.type', errorType(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** A code, ours or PostgreSQL's; else the name of the class. Never the message: a database's complaint may quote a name. */
function errorType(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}
