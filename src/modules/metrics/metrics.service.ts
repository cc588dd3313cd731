import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { DataSource } from 'typeorm';
import { measureQueues } from '../../persistence/queues.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const LATENESS_SECONDS = [0.1, 0.5, 1, 5, 30, 60, 300, 3600, 86_400];

/** What the process counts, and what the database says when somebody asks. Labels are names of our own, never of people or cases. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();

  /** Events of cases; `outcome` is `applied` or the code of the refusal. */
  readonly events = new Counter({
    name: 'sagsgang_events_total',
    help: 'Events sent to cases',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly applySeconds = new Histogram({
    name: 'sagsgang_apply_seconds',
    help: 'Time to read a case, step it and write it',
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly timerLatenessSeconds = new Histogram({
    name: 'sagsgang_timer_lateness_seconds',
    help: 'How long after its due instant a timer was fired',
    buckets: LATENESS_SECONDS,
    registers: [this.registry],
  });

  private readonly oldestDueTimer = this.gauge(
    'oldest_due_timer_seconds',
    'Age of the oldest timer that is due',
  );
  private readonly dueTimers = this.gauge('due_timers', 'Timers that are due');
  private readonly queuedMessages = this.gauge('queued_messages', 'Messages that may leave and have not');
  private readonly openIncidents = this.gauge('open_incidents', 'Steps that failed and wait for somebody');

  constructor(private readonly dataSource: DataSource) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Everything in the text format of Prometheus. */
  async render(): Promise<{ contentType: string; text: string }> {
    const queues = await measureQueues(this.dataSource);
    this.oldestDueTimer.set(queues.oldestDueTimerSeconds);
    this.dueTimers.set(queues.dueTimers);
    this.queuedMessages.set(queues.queuedMessages);
    this.openIncidents.set(queues.openIncidents);
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name: `sagsgang_${name}`, help, registers: [this.registry] });
  }
}
