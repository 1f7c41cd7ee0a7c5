/** A message on its way to the broker; messages of one key keep their order. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | Buffer;
}

/** A message as it came from the broker, unchecked. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  /** Where it stands in its partition: a decimal string that grows with each message, not always by one. */
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** Consecutive messages of one partition, in order. */
export interface MessageBatch {
  readonly messages: readonly IncomingMessage[];
  /** Aborted when the subscription stops or the partition goes to another member: begin nothing new, leave the rest. */
  readonly signal: AbortSignal;
  /** Everything up to this message has taken effect; only from now on may its position be committed. */
  acknowledge(message: IncomingMessage): Promise<void>;
}

/** Who reads, what, and what is done with it. */
export interface SubscriptionRequest {
  /** Members of one group share the partitions; each group gets every message. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Called for one batch of a partition at a time; what was not acknowledged when it settles is delivered again. */
  readonly onBatch: (batch: MessageBatch) => Promise<void>;
}

/** A running subscription. */
export interface Subscription {
  /** Fetches no more, lets what runs come to an end for at most `timeoutMs`, commits, leaves the group. */
  stop(timeoutMs: number): Promise<void>;
  /** Rejects with the reason when it does not receive messages at the moment. */
  check(): Promise<void>;
}

/** A topic that has to exist. */
export interface TopicRequest {
  readonly name: string;
  readonly partitions: number;
}

/** How far a consumer group is behind in one partition. */
export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Messages that the group has not acknowledged yet. */
  readonly messages: number;
}

/** Thrown by a transport whose broker is set up so that it may lose what it has acknowledged; trying again does not help. */
export class UnsafeBroker extends Error {}

/** The broker, as outbox and consumer need it: at least once, in order per key. */
export abstract class EventTransport {
  /** Creates the topics that are missing; rejects when the broker cannot be reached, with UnsafeBroker when it must not be used. */
  abstract ensureTopics(topics: readonly TopicRequest[]): Promise<void>;

  /**
   * Resolves only when every message has been acknowledged by all replicas, in the order given per key. After a rejection some
   * may have been stored: publishing all of them again is right, since receivers know an event by its id.
   */
  abstract publish(messages: readonly OutgoingMessage[]): Promise<void>;

  /** Starts to receive and goes on through broken connections until it is stopped. */
  abstract subscribe(request: SubscriptionRequest): Subscription;

  /** Shows what is published from now on, outside of any group: nothing is acknowledged and nothing is delivered twice. */
  abstract watch(topics: readonly string[], onMessages: (messages: readonly IncomingMessage[]) => void): Subscription;

  /** The lag of a group in every partition of these topics; a group that has never read has everything before it. */
  abstract lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;

  /** Rejects with the reason when the broker cannot be reached at the moment. */
  abstract check(): Promise<void>;

  /** Closes all connections; nothing can be published afterwards. */
  abstract close(): Promise<void>;
}
