import type { KeyObject } from 'node:crypto';

/** AES-256 keys by their ids, and the id of the one that seals; the others only open what was sealed before. */
export interface DataKeys {
  readonly current: string;
  readonly keys: ReadonlyMap<string, KeyObject>;
}
