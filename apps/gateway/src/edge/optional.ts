import type { Timestamp } from '@minisuite/contracts';
import { fromTimestamp } from '@minisuite/grpc';

/** `{name: value}` or nothing: what is not there is left out of an answer. */
export function given<K extends string, T>(name: K, value: T | null | undefined | ''): Partial<Record<K, T>> {
  return value === null || value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, T>);
}

/** The moment as ISO 8601, if there is one. */
export function moment(timestamp: Timestamp | null): string | undefined {
  return fromTimestamp(timestamp)?.toISOString();
}
