import { type Admin, type Kafka, Partitioners, type Producer } from 'kafkajs';
import {
  EventTransport,
  type IncomingMessage,
  type OutgoingMessage,
  type PartitionLag,
  type Subscription,
  type SubscriptionRequest,
  type TopicRequest,
} from '../event-transport.js';
import { kafkaClient, type KafkaSettings } from './kafka-client.js';
import { kafkaLag } from './kafka-lag.js';
import { toTopicMessages } from './kafka-messages.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { KafkaWatch } from './kafka-watch.js';

const ACK_TIMEOUT_MS = 10_000;
const ALL_REPLICAS = -1;
// The relay and readiness want to know soon. A consumer waits while a young broker makes its offsets topic, or the group rebalances.
const BRIEF = 3;
const PATIENT = 8;
// A payload of 1 MiB with its headers fits, and so does its dead letter with what is added to it.
const MAX_MESSAGE_BYTES = '4194304';

/** Events over Kafka. */
export class KafkaTransport extends EventTransport {
  private readonly consuming: Kafka;
  private readonly producer: Producer;
  private readonly admin: Admin;
  private producing: Promise<void> | undefined;
  private administering: Promise<void> | undefined;

  constructor(
    clientId: string,
    private readonly settings: KafkaSettings,
  ) {
    super();
    this.consuming = kafkaClient(clientId, settings, PATIENT);
    const publishing = kafkaClient(clientId, settings, BRIEF);
    this.producer = publishing.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      // A request that is tried again must not be overtaken by the next one.
      maxInFlightRequests: 1,
    });
    this.admin = publishing.admin();
  }

  async ensureTopics(topics: readonly TopicRequest[]): Promise<void> {
    await this.connectAdmin();
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ name, partitions }) => ({
        topic: this.settings.topicPrefix + name,
        numPartitions: partitions,
        replicationFactor: this.settings.replicationFactor,
        configEntries: [
          { name: 'max.message.bytes', value: MAX_MESSAGE_BYTES },
          // All replicas that are in sync have acknowledged, and one alone is not enough where there are three.
          { name: 'min.insync.replicas', value: String(Math.max(1, this.settings.replicationFactor - 1)) },
        ],
      })),
    });
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.connectProducer();
    await this.producer.sendBatch({
      acks: ALL_REPLICAS,
      timeout: ACK_TIMEOUT_MS,
      topicMessages: toTopicMessages(messages, this.settings.topicPrefix),
    });
  }

  subscribe(request: SubscriptionRequest): Subscription {
    return new KafkaSubscription(this.consuming, this.settings, request);
  }

  watch(topics: readonly string[], onMessages: (messages: readonly IncomingMessage[]) => void): Subscription {
    return new KafkaWatch(this.consuming, this.settings.topicPrefix, topics, onMessages);
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    await this.connectAdmin();
    return await kafkaLag(this.admin, this.settings.topicPrefix, group, topics);
  }

  async check(): Promise<void> {
    await this.connectAdmin();
    await this.admin.describeCluster();
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.producer.disconnect(), this.admin.disconnect()]);
  }

  private connectProducer(): Promise<void> {
    this.producing ??= this.producer.connect().catch((error: unknown) => {
      this.producing = undefined;
      throw error;
    });
    return this.producing;
  }

  private connectAdmin(): Promise<void> {
    this.administering ??= this.admin.connect().catch((error: unknown) => {
      this.administering = undefined;
      throw error;
    });
    return this.administering;
  }
}
