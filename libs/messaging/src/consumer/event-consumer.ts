import { Inject, Injectable, Logger } from '@nestjs/common';
import { Parking } from '../dead-letters/parking.js';
import { HEADER } from '../envelope/event-headers.js';
import { type Reading, readEnvelope } from '../envelope/read-envelope.js';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import type { IncomingMessage, MessageBatch } from '../transport/event-transport.js';
import { EventHandlers } from './event-handlers.js';
import { OvertakenRelays } from './overtaken-relays.js';
import { RunHandler } from './run-handler.js';
import { type Step, stepsOf } from './steps.js';
import { Stopped } from './stopped.js';

/** Takes the messages of a partition in order: checks them, has them handled or parks them, and then acknowledges them. */
@Injectable()
export class EventConsumer {
  private readonly logger = new Logger('Events');
  private readonly overtaken = new OvertakenRelays();

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(RunHandler) private readonly runs: RunHandler,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  async take(batch: MessageBatch): Promise<void> {
    const readings = batch.messages.map((message) => ({ message, reading: this.read(message) }));
    for (const step of stepsOf(readings, this.limits.maxRun)) {
      if (batch.signal.aborted) return;
      try {
        await this.perform(step, batch.signal);
      } catch (error) {
        if (error instanceof Stopped) return;
        throw error;
      }
      await batch.acknowledge(step.last);
    }
  }

  private read(message: IncomingMessage): Reading {
    if (this.overtaken.isLate(message)) {
      this.metrics.stale();
      const { topic, partition, offset, headers } = message;
      const about = { eventId: headers[HEADER.id], requestId: headers[HEADER.requestId], topic, partition, offset };
      this.logger.warn(about, 'dropped: its relay had been overtaken when it sent this');
      return { kind: 'skip' };
    }
    const reading = readEnvelope(message, this.handlers);
    if (reading.kind === 'skip') this.metrics.skipped();
    return reading;
  }

  private async perform(step: Step, signal: AbortSignal): Promise<void> {
    if (step.kind === 'run') {
      await this.runs.settle(this.handlers.of(step.type), step.last, step.items, signal);
    }
    if (step.kind === 'park') {
      await this.parking.park(step.message, { reason: step.fault, error: step.detail, attempts: 0 }, signal);
    }
  }
}
