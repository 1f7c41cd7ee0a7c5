import './quiet-request-queue.js';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaLog } from './kafka-log.js';
import { noDelaySocket } from './no-delay-socket.js';

/** Where the broker is and how things are named there. */
export interface KafkaSettings {
  readonly brokers: string[];
  /** Whether the link is encrypted; the brokers then need certificates of their hosts. */
  readonly tls?: boolean;
  /** Put before every topic and group, so that several environments can share a broker. */
  readonly topicPrefix: string;
  readonly replicationFactor: number;
  /** How long a group waits for a silent member, in ms; 10 s unless said otherwise, and not less than the broker allows. */
  readonly sessionMs?: number;
}

/** The client of a service, which tries again by itself `retries` times before it reports a failure to us. */
export function kafkaClient(clientId: string, { brokers, tls = false }: KafkaSettings, retries: number): Kafka {
  return new Kafka({
    clientId,
    brokers,
    ssl: tls,
    socketFactory: noDelaySocket,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries },
    logLevel: logLevel.INFO,
    logCreator: kafkaLog,
  });
}
