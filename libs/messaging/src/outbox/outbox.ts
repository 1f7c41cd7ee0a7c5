import { type EventDefinition, type EventRecord, type Origin, wireType } from '@minisuite/contracts';
import type { Tx } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { HEADER, MAX_PAYLOAD_BYTES } from '../envelope/event-headers.js';
import { RelaySignal } from './relay-signal.js';

/** Writes events into the outbox, in the transaction of the state they tell of; the relay publishes them after the commit. */
@Injectable()
export class Outbox {
  constructor(
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RelaySignal) private readonly signal: RelaySignal,
  ) {}

  /**
   * Appends in the order given; throws ZodError when a payload is not what its schema says, and RangeError when it is larger than
   * 1 MiB, so that no event is written that could not be published.
   */
  async append(tx: Tx, records: readonly EventRecord[]): Promise<void> {
    if (records.length === 0) return;
    const now = this.clock.now();
    const rows = records.map(({ event, aggregateId, payload, origin }) => [
      this.ids.next(),
      event.topic,
      aggregateId,
      wireType(event),
      payloadOf(event, payload),
      headersOf(origin ?? RequestContext.origin()),
      now,
    ]);
    await tx.execute(
      'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES ?',
      [rows],
    );
    tx.afterCommit(() => this.signal.notify());
  }
}

function headersOf({ requestId, traceParent }: Origin): string {
  return JSON.stringify({ [HEADER.requestId]: requestId, [HEADER.traceParent]: traceParent });
}

function payloadOf(event: EventDefinition, payload: unknown): string {
  const json = JSON.stringify(event.schema.parse(payload));
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_PAYLOAD_BYTES) throw new RangeError(`an event ${wireType(event)} of ${bytes} bytes is too large`);
  return json;
}
