import type { EventTransport } from './event-transport.js';
import type { KafkaSettings } from './kafka/kafka-client.js';
import { KafkaTransport } from './kafka/kafka-transport.js';
import { type RedisSettings, RedisTransport } from './redis/redis-transport.js';

/** Over what events travel. */
export type EventsSettings =
  ({ readonly transport: 'kafka' } & KafkaSettings) | ({ readonly transport: 'redis' } & RedisSettings);

/** The transport that the settings name. */
export function transportFor(clientId: string, settings: EventsSettings): EventTransport {
  if (settings.transport === 'redis') return new RedisTransport(clientId, settings);
  return new KafkaTransport(clientId, settings);
}
