import type { Admin } from 'kafkajs';
import type { PartitionLag } from '../event-transport.js';

const NOTHING_COMMITTED = -1n;

/** How many messages of each partition lie behind what the group has committed; prefixed names in, plain topic names out. */
export async function kafkaLag(
  admin: Admin,
  prefix: string,
  group: string,
  topics: readonly string[],
): Promise<PartitionLag[]> {
  const committed = await admin.fetchOffsets({
    groupId: prefix + group,
    topics: topics.map((topic) => prefix + topic),
  });
  const lags = await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
      return partitions.map(({ partition, offset }) => {
        const { low = '0', high = '0' } = ends.get(partition) ?? {};
        const from = BigInt(offset) === NOTHING_COMMITTED ? BigInt(low) : BigInt(offset);
        const messages = Math.max(0, Number(BigInt(high) - from));
        return { topic: topic.slice(prefix.length), partition, messages };
      });
    }),
  );
  return lags.flat();
}
