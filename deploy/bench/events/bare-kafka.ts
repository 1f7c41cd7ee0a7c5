import { Kafka, logLevel, Partitioners } from 'kafkajs';

const PARTITIONS = 6;
const BATCH = 500;

export interface BareKafka {
  /** Sends batches one after the other, as fast as the broker acknowledges them; answers events per second. */
  publish(count: number): Promise<number>;
  /** Receives what was published before and commits after each batch; answers events per second. */
  consume(count: number): Promise<number>;
  /** Sends one event at each tick; answers the ms from each send to its receipt. */
  latencies(rate: number, seconds: number): Promise<number[]>;
  close(): Promise<void>;
}

/** kafkajs with nothing around it: no outbox, no inbox, no database; keyed, acknowledged by all replicas, committed after each batch. */
export async function bareKafka(
  brokers: string[],
  prefix: string,
  valueOf: (seq: number) => string,
): Promise<BareKafka> {
  const kafka = new Kafka({ clientId: 'bare', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, maxInFlightRequests: 1 });
  await producer.connect();
  let topics = 0;
  let backlog = '';

  const newTopic = async (): Promise<string> => {
    topics += 1;
    const topic = `${prefix}bare.${topics}`;
    await admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }],
    });
    return topic;
  };
  const message = (seq: number) => ({ key: String(seq % 1000), value: valueOf(seq), headers: { ce_id: String(seq) } });

  const receive = async (topic: string, onSeqs: (seqs: number[]) => void) => {
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 1000 });
    await consumer.connect();
    const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: true,
      eachBatch: async ({ batch }) => onSeqs(batch.messages.map(({ headers }) => Number(String(headers?.['ce_id'])))),
    });
    await joined;
    return consumer;
  };

  return {
    async publish(count) {
      backlog = await newTopic();
      const start = performance.now();
      for (let seq = 0; seq < count; seq += BATCH) {
        const messages = Array.from({ length: Math.min(BATCH, count - seq) }, (_, i) => message(seq + i));
        await producer.sendBatch({ acks: -1, topicMessages: [{ topic: backlog, messages }] });
      }
      return (count / (performance.now() - start)) * 1000;
    },
    async consume(count) {
      let left = count;
      let first = 0;
      const done = Promise.withResolvers<number>();
      const consumer = await receive(backlog, ({ length }) => {
        first ||= performance.now();
        left -= length;
        if (left <= 0) done.resolve(performance.now());
      });
      const end = await done.promise;
      await consumer.disconnect();
      return (count / (end - first)) * 1000;
    },
    async latencies(rate, seconds) {
      const stream = await newTopic();
      const sent: number[] = [];
      const took: number[] = [];
      const done = Promise.withResolvers<void>();
      const consumer = await receive(stream, (seqs) => {
        const at = performance.now();
        for (const seq of seqs) if (sent[seq] !== undefined) took.push(at - sent[seq]);
        if (took.length >= rate * seconds) done.resolve();
      });
      const start = performance.now();
      for (let seq = 0; seq < rate * seconds; seq += 1) {
        const wait = start + (seq * 1000) / rate - performance.now();
        if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
        sent[seq] = performance.now();
        void producer.send({ topic: stream, acks: -1, messages: [message(seq)] });
      }
      await done.promise;
      await consumer.disconnect();
      return took;
    },
    async close() {
      await Promise.all([producer.disconnect(), admin.disconnect()]);
    },
  };
}
