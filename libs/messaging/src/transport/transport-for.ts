import type { EventTransport } from './event-transport.js';
import type { KafkaSettings } from './kafka/kafka-client.js';
import { KafkaTransport } from './kafka/kafka-transport.js';
import { RedisLimits } from './redis/redis-limits.js';
import { type RedisSettings, RedisTransport } from './redis/redis-transport.js';

/** Over what events travel. */
export type EventsSettings =
  ({ readonly transport: 'kafka' } & KafkaSettings) | ({ readonly transport: 'redis' } & RedisSettings);

/** The transport that the settings name. */
export function transportFor(clientId: string, settings: EventsSettings): EventTransport {
  if (settings.transport === 'redis') return new RedisTransport(clientId, settings, limitsOf(settings));
  return new KafkaTransport(clientId, settings);
}

function limitsOf({ sessionMs }: RedisSettings): RedisLimits {
  const limits = new RedisLimits();
  if (sessionMs !== undefined) limits.memberMs = sessionMs;
  return limits;
}
