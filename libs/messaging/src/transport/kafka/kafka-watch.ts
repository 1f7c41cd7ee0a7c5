import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Consumer, Kafka } from 'kafkajs';
import type { IncomingMessage, Subscription } from '../event-transport.js';
import { toIncoming } from './kafka-messages.js';

/** Reads along from now on, in a group of its own that commits nothing and that the broker forgets. */
export class KafkaWatch implements Subscription {
  private readonly logger = new Logger('Kafka');
  private readonly consumer: Consumer;
  private readonly started: Promise<void>;
  private joined = false;

  constructor(
    kafka: Kafka,
    private readonly prefix: string,
    topics: readonly string[],
    private readonly onMessages: (messages: readonly IncomingMessage[]) => void,
  ) {
    this.consumer = kafka.consumer({ groupId: `${prefix}watch-${randomUUID()}`, allowAutoTopicCreation: false });
    this.consumer.on(this.consumer.events.GROUP_JOIN, () => {
      this.joined = true;
    });
    this.started = this.start(topics).catch((error: unknown) => {
      this.logger.error({ err: error }, 'the events cannot be watched');
    });
  }

  async stop(): Promise<void> {
    await this.started;
    await this.consumer.disconnect();
  }

  async check(): Promise<void> {
    if (!this.joined) throw new Error('the watch is starting');
  }

  private async start(topics: readonly string[]): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: topics.map((topic) => this.prefix + topic), fromBeginning: false });
    await this.consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        this.onMessages(messages.map((message) => toIncoming(topic.slice(this.prefix.length), partition, message)));
      },
    });
  }
}
