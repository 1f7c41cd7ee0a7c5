import { backOff, Clock, delay, isDomainError } from '@minisuite/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HEADER } from '../envelope/event-headers.js';
import type { Fault } from '../envelope/read-envelope.js';
import { ConsumerMetrics } from '../metrics.js';
import { ServiceName } from '../service-name.js';
import { EventTransport, type IncomingMessage } from '../transport/event-transport.js';
import { Stopped } from './stopped.js';

/** Why a message was given up. */
export interface ParkingCause {
  readonly reason: Fault | 'REFUSED' | 'FAILED' | 'SECOND_TRANSACTION';
  /** The error that was thrown, or a sentence. */
  readonly error: unknown;
  readonly attempts: number;
}

const MAX_TEXT = 1000;
const MAX_STACK = 4000;
const BROKER_AWAY = { base: 200, max: 5000 };

/** Parks messages that cannot be handled in the dead-letter topic of the consumer group, with all that is known about them. */
@Injectable()
export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    @Inject(EventTransport) private readonly transport: EventTransport,
    @Inject(ServiceName) private readonly service: ServiceName,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Resolves when the broker has acknowledged the dead letter; throws Stopped when that did not come about before `signal`. */
  async park(message: IncomingMessage, cause: ParkingCause, signal: AbortSignal): Promise<void> {
    const { topic, partition, offset, key, headers, value } = message;
    const letter = {
      topic: this.service.deadLetterTopic,
      key: key ?? '',
      headers: { ...headers, ...this.describe(message, cause) },
      value,
    };
    await this.publish(letter, signal);
    const origin = { topic, partition, offset, eventId: headers[HEADER.id] };
    this.logger.error(
      { ...origin, reason: cause.reason, attempts: cause.attempts, err: cause.error },
      'an event was parked',
    );
    this.metrics.parked(cause.reason);
  }

  private async publish(letter: Parameters<EventTransport['publish']>[0][number], signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transport.publish([letter]);
      } catch (error) {
        this.logger.warn({ err: error, attempt }, 'a dead letter could not be published');
        await delay(backOff(attempt, BROKER_AWAY), { signal });
        if (signal.aborted) throw new Stopped();
      }
    }
  }

  private describe(message: IncomingMessage, { reason, error, attempts }: ParkingCause): Record<string, string> {
    const name = isDomainError(error) ? error.reason : error instanceof Error ? error.name : '';
    const text = error instanceof Error ? `${name}: ${error.message}` : String(error);
    return {
      'dead-letter-reason': reason,
      'dead-letter-error': text.slice(0, MAX_TEXT),
      'dead-letter-stack': error instanceof Error ? (error.stack ?? '').slice(0, MAX_STACK) : '',
      'dead-letter-attempts': String(attempts),
      'dead-letter-consumer': this.service.group,
      'dead-letter-topic': message.topic,
      'dead-letter-partition': String(message.partition),
      'dead-letter-offset': message.offset,
      'dead-letter-time': this.clock.now().toISOString(),
    };
  }
}
