const HOUR_MS = 3_600_000;

/** Times and sizes of the Redis transport; ms unless said otherwise. */
export class RedisLimits {
  /** How often a member of a group says that it lives; at the latest then it also sees what nobody has told it. */
  beatMs = 1000;
  /** A member that has not been heard for so long loses its partitions. */
  memberMs = 7000;
  /** How long a command may take. */
  answerMs = 3000;
  /** How long the publishing of one chunk may take, replicas included. */
  publishMs = 5000;
  /** How long replicas may take to have what was published. */
  replicasMs = 2000;
  /** Bytes that are published in one transaction, unless a single message is larger. */
  chunkBytes = 1_048_576;
  /** Messages that are handed over together. */
  batchMessages = 256;
  /** Bytes that are handed over together, exceeded by a few messages at most. */
  batchBytes = 1_048_576;
  /** Batches that may begin at once. */
  parallelBatches = 4;
  /** A batch that takes longer than this makes room for others. */
  patienceMs = 250;
  /** How long a batch waits that was not acknowledged. */
  redeliveryMs = 500;
  /** How often acknowledgements are sent while a batch runs. */
  acknowledgeMs = 250;
  /** How long the leaving of a group may take. */
  leaveMs = 2000;
  /** How often old messages are removed, by one process at a time. */
  trimMs = 60_000;
  /** Messages that are removed by one command. */
  trimBite = 1000;
  /** What every group has acknowledged is kept this long. */
  keepMs = 24 * HOUR_MS;
  /** What no group reads is kept this long. */
  keepUnreadMs = 7 * 24 * HOUR_MS;
}
