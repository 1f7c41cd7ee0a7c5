import { Inject, Injectable, Logger } from '@nestjs/common';
import { patiently } from '../consumer/patiently.js';
import type { Received } from '../consumer/received.js';
import { HEADER } from '../envelope/event-headers.js';
import { MessagingLimits } from '../messaging-limits.js';
import { ConsumerMetrics } from '../metrics.js';
import type { IncomingMessage } from '../transport/event-transport.js';
import type { ParkingCause } from './dead-letter.js';
import { DeadLetterRows } from './dead-letter-rows.js';

/** Parks messages that cannot be handled, with all that is known about them, so that those behind them go on. */
@Injectable()
export class Parking {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    @Inject(DeadLetterRows) private readonly rows: DeadLetterRows,
    @Inject(ConsumerMetrics) private readonly metrics: ConsumerMetrics,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  /** Resolves when the dead letter is stored; throws Stopped when that did not come about before `signal`. */
  async park(
    message: IncomingMessage,
    cause: ParkingCause,
    signal: AbortSignal,
    event?: Received<unknown>,
  ): Promise<void> {
    const onFailure = (error: unknown) => this.logger.warn({ err: error }, 'a dead letter could not be stored');
    const added = await patiently(() => this.rows.add(message, cause, event), {
      signal,
      pauses: this.limits.transientRetry,
      onFailure,
    });
    if (!added) return;
    const { topic, partition, offset, headers } = message;
    const { reason, attempts, error } = cause;
    const about = { eventId: headers[HEADER.id], requestId: headers[HEADER.requestId], type: headers[HEADER.type] };
    this.logger.error({ ...about, topic, partition, offset, reason, attempts, err: error }, 'an event was parked');
    this.metrics.parked(reason);
  }
}
