import { context, propagation, trace } from '@opentelemetry/api';
import type { Config } from '../config.js';

/** What is not sent within this time when the node ends is lost: a collector that is down must not keep it alive. */
const LAST_SEND_MS = 2_000;

/** Ends tracing: sends what is left, for two seconds at most. Never throws. */
export type StopTracing = () => Promise<void>;

/**
 * Begins to send spans to an OpenTelemetry collector (OTLP over HTTP), if one is set; otherwise nothing is loaded. What cannot be sent is
 * dropped: the queue is bounded, and no request waits for it.
 */
export async function startTracing(tracing: Config['tracing']): Promise<StopTracing> {
  if (!tracing) return () => Promise.resolve();
  const [
    sdk,
    { AsyncLocalStorageContextManager },
    { OTLPTraceExporter },
    { W3CTraceContextPropagator },
    resources,
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${tracing.endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': tracing.serviceName }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(tracing.ratio) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return async () => {
    await provider.forceFlush({ timeoutMillis: LAST_SEND_MS }).catch(() => undefined);
    trace.disable();
    context.disable();
    propagation.disable();
  };
}
