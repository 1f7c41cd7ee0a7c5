import { createHash, createSecretKey, type KeyObject } from 'node:crypto';

/** A ring of data keys of these ids, the first of which seals; the same id is always the same key. */
export function testDataKeys(current = 'test', ...older: string[]): { current: string; keys: Map<string, KeyObject> } {
  const keyOf = (id: string) => createSecretKey(createHash('sha256').update(`data key ${id}`).digest());
  return { current, keys: new Map([current, ...older].map((id) => [id, keyOf(id)])) };
}
