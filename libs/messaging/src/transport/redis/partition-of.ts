import { crc32 } from 'node:zlib';

/** The partition of a key; the same in every process, for as long as the topic keeps its number of partitions. */
export function partitionOf(key: string, partitions: number): number {
  return crc32(key) % partitions;
}
