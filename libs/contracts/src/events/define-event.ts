import type { z } from 'zod';
import type { Topic } from './topics.js';

/** One kind of event: its name, schema version, topic and the schema of its JSON value. */
export interface EventDefinition<P = unknown> {
  readonly name: string;
  readonly version: number;
  readonly topic: Topic;
  readonly schema: z.ZodType<P>;
}

/** The payload that an event definition carries. */
export type PayloadOf<E> = E extends EventDefinition<infer P> ? P : never;

/** The request that something goes back to, as it is named from the edge to the last consumer. */
export interface Origin {
  readonly requestId: string;
  /** W3C trace context, like `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`. */
  readonly traceParent?: string | undefined;
}

/** Something that happened to an aggregate, before it has an id and a place in the outbox. */
export interface EventRecord<P = unknown> {
  readonly event: EventDefinition<P>;
  readonly aggregateId: string;
  readonly payload: P;
  /** Absent means the present request. */
  readonly origin?: Origin | undefined;
}

/** Declares an event; evolution is additive, a breaking change is a new version. */
export function defineEvent<P>(definition: EventDefinition<P>): EventDefinition<P> {
  return definition;
}

/** Records that an event happened to an aggregate. */
export function recordEvent<P>(
  event: EventDefinition<P>,
  aggregateId: string,
  payload: P,
  origin?: Origin,
): EventRecord<P> {
  return { event, aggregateId, payload, origin };
}

/** The CloudEvents `type`, like `order.paid.v1`. */
export function wireType(event: EventDefinition): string {
  return `${event.name}.v${event.version}`;
}
