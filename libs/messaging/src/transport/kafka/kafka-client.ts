import './quiet-request-queue.js';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaLog } from './kafka-log.js';

/** Where the broker is and how things are named there. */
export interface KafkaSettings {
  readonly brokers: string[];
  /** Put before every topic and group, so that several environments can share a broker. */
  readonly topicPrefix: string;
  readonly replicationFactor: number;
}

/** How often the client itself tries again, before it reports a failure to us. */
export const CLIENT_RETRY = { initialRetryTime: 100, maxRetryTime: 1000, retries: 3 };

/** The client of a service. */
export function kafkaClient(clientId: string, brokers: string[]): Kafka {
  return new Kafka({
    clientId,
    brokers,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: CLIENT_RETRY,
    logLevel: logLevel.INFO,
    logCreator: kafkaLog,
  });
}
