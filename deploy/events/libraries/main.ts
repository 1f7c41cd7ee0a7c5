// What the events program needs of the libraries. Node cannot run them as they stand, so they are bundled for it.
import * as contracts from '@minisuite/contracts';
import { Logger } from '@nestjs/common';
import { type Interests, readEnvelope } from '../../../libs/messaging/src/envelope/read-envelope.js';
import type { IncomingMessage } from '../../../libs/messaging/src/transport/event-transport.js';

export { HEADER } from '../../../libs/messaging/src/envelope/event-headers.js';
export { ServiceName } from '../../../libs/messaging/src/service-name.js';
export { UnsafeBroker } from '../../../libs/messaging/src/transport/event-transport.js';
export { transportFor } from '../../../libs/messaging/src/transport/transport-for.js';

/** All topics. */
export const TOPICS: readonly string[] = Object.values(contracts.TOPICS);

/** The wire types of all events. */
export const TYPES: readonly string[] = [...contracts.EVENT_CATALOGUE.keys()];

const events = new Set(contracts.EVENT_CATALOGUE.values());
const names = new Set([...events].map(({ name }) => name));
const all: Interests = {
  definitionOf: (type) => contracts.EVENT_CATALOGUE.get(type),
  handles: (name) => names.has(name),
  exists: (name) => names.has(name),
};

/** The topic of each event by the name of its definition, like `OrderPaid`. */
export const TOPIC_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(contracts as Record<string, unknown>).flatMap(([definition, value]) => {
    const event = [...events].find((each) => each === value);
    return event ? [[definition, event.topic] as const] : [];
  }),
);

/** Why a consumer of everything would park a message; undefined for a sound event. */
export function faultOf(message: IncomingMessage): { reason: string; detail: string } | undefined {
  const reading = readEnvelope(message, all);
  return reading.kind === 'fault' ? { reason: reading.fault, detail: reading.detail } : undefined;
}

/** Keeps the log of the libraries from the terminal; gives what its last warning or error said. */
export function muteLog(): () => string {
  let last = '';
  const hear = (first: unknown, second?: unknown): void => {
    const error = (first as { err?: Error } | undefined)?.err;
    last = error?.message ?? (typeof first === 'string' ? first : String(second ?? ''));
  };
  const nothing = (): void => {};
  Logger.overrideLogger({ log: nothing, debug: nothing, verbose: nothing, warn: hear, error: hear, fatal: hear });
  return () => last;
}
