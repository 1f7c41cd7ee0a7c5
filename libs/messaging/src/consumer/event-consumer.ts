import { Inject, Injectable } from '@nestjs/common';
import { readEnvelope } from '../envelope/read-envelope.js';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import type { MessageBatch } from '../transport/event-transport.js';
import { DeadLetters } from './dead-letters.js';
import { EventHandlers } from './event-handlers.js';
import { RunHandler } from './run-handler.js';
import { type Step, stepsOf } from './steps.js';
import { Stopped } from './stopped.js';

/** Takes the messages of a partition in order: checks them, has them handled or parks them, and then acknowledges them. */
@Injectable()
export class EventConsumer {
  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(RunHandler) private readonly runs: RunHandler,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  async take(batch: MessageBatch): Promise<void> {
    const readings = batch.messages.map((message) => ({ message, reading: readEnvelope(message, this.handlers) }));
    this.metrics.skipped(readings.filter(({ reading }) => reading.kind === 'skip').length);
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

  private async perform(step: Step, signal: AbortSignal): Promise<void> {
    if (step.kind === 'run') await this.runs.settle(this.handlers.of(step.type), step.items, signal);
    if (step.kind === 'park') {
      await this.deadLetters.park(step.message, { reason: step.fault, error: step.detail, attempts: 0 }, signal);
    }
  }
}
