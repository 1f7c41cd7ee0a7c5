import type { EventTransport } from './event-transport.js';
import type { KafkaSettings } from './kafka/kafka-client.js';
import { KafkaTransport } from './kafka/kafka-transport.js';

/** Over what events travel. */
export type EventsSettings =
  | ({ readonly transport: 'kafka' } & KafkaSettings)
  | { readonly transport: 'redis'; readonly url: string; readonly topicPrefix: string };

/** The transport that the settings name. */
export function transportFor(clientId: string, settings: EventsSettings): EventTransport {
  if (settings.transport === 'redis') throw new Error('Redis Streams are not there yet');
  return new KafkaTransport(clientId, settings);
}
