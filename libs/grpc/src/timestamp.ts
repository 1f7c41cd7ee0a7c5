import type { Timestamp } from '@minisuite/contracts';

/** A Date as google.protobuf.Timestamp; null stays null. */
export function toTimestamp(date: Date): Timestamp;
export function toTimestamp(date: Date | null): Timestamp | null;
export function toTimestamp(date: Date | null): Timestamp | null {
  if (!date) return null;
  const ms = date.getTime();
  const seconds = Math.floor(ms / 1000);
  return { seconds: String(seconds), nanos: (ms - seconds * 1000) * 1_000_000 };
}

/** A google.protobuf.Timestamp as a Date; absent becomes null. */
export function fromTimestamp(timestamp: Timestamp | null | undefined): Date | null {
  if (!timestamp) return null;
  return new Date(Number(timestamp.seconds) * 1000 + Math.round(timestamp.nanos / 1_000_000));
}

/** A google.protobuf.Timestamp that the contract promises to be there; throws TypeError when it is not. */
export function dateOf(timestamp: Timestamp | null | undefined): Date {
  const date = fromTimestamp(timestamp);
  if (!date) throw new TypeError('a promised timestamp is missing');
  return date;
}
