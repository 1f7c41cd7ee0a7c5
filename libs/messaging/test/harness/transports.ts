import { testServers } from '@minisuite/testing';
import { transportFor, type EventsSettings } from '../../src/transport/transport-for.js';
import type { EventTransport } from '../../src/transport/event-transport.js';

/** The transports that keep the same promises. */
export const TRANSPORTS = ['kafka', 'redis'] as const satisfies EventsSettings['transport'][];

/** One of them. */
export type TransportName = (typeof TRANSPORTS)[number];

/** The servers of one test. */
export interface Servers {
  readonly mysqlUrl: string;
  readonly kafkaBrokers: string[];
  readonly redisUrl: string;
}

/** Those that all tests share, except for some. */
export function serversWith(own: Partial<Servers> = {}): Servers {
  return { ...testServers(), ...own };
}

/** How long a group waits for a silent member in tests: the least that a Kafka broker allows. */
export const SESSION_MS = 6000;

/** How a service is told its transport. */
export function eventsSettings(transport: TransportName, servers: Servers, topicPrefix: string): EventsSettings {
  return transport === 'redis'
    ? { transport, url: servers.redisUrl, topicPrefix, sessionMs: SESSION_MS }
    : { transport, brokers: servers.kafkaBrokers, topicPrefix, replicationFactor: 1, sessionMs: SESSION_MS };
}

/** A transport as MessagingModule makes it, whose `publish` can be led past the test. */
export function publishingThrough(
  clientId: string,
  settings: EventsSettings,
  around: (messages: Parameters<EventTransport['publish']>[0], publish: () => Promise<void>) => Promise<void>,
): EventTransport {
  const transport = transportFor(clientId, settings);
  const publish = transport.publish.bind(transport);
  return Object.assign(transport, {
    publish: (messages: Parameters<EventTransport['publish']>[0]) => around(messages, () => publish(messages)),
  });
}
