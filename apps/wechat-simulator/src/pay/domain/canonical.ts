import { isObject, type JsonObject } from './field-rules.js';

/** One text for the same values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) => (isObject(child) ? sorted(child) : child));
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
