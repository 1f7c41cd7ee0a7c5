import type { OutgoingMessage } from '../transport/event-transport.js';
import { CONTENT_TYPE, HEADER, SPEC_VERSION } from './event-headers.js';

/** An event as it lies in the outbox. */
export interface StoredEvent {
  readonly eventId: string;
  readonly topic: string;
  readonly aggregateId: string;
  /** The CloudEvents type, like `order.paid.v1`. */
  readonly type: string;
  /** JSON. */
  readonly payload: string;
  /** What travels with the event: request id, trace context. */
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

const PASSED_ON = [HEADER.requestId, HEADER.traceParent];

/** Puts a stored event of a service into its CloudEvents envelope; `fence` is the relay's. */
export function writeEnvelope(event: StoredEvent, service: string, fence: string): OutgoingMessage {
  const headers: Record<string, string> = {
    [HEADER.specVersion]: SPEC_VERSION,
    [HEADER.id]: event.eventId,
    [HEADER.type]: event.type,
    [HEADER.source]: `minisuite/${service}`,
    [HEADER.time]: event.createdAt.toISOString(),
    [HEADER.subject]: event.aggregateId,
    [HEADER.contentType]: CONTENT_TYPE,
    [HEADER.relayFence]: fence,
  };
  for (const name of PASSED_ON) {
    const value = event.headers[name];
    if (value) headers[name] = value;
  }
  return { topic: event.topic, key: event.aggregateId, headers, value: event.payload };
}
