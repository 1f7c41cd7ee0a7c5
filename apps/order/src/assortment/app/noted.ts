type Value = string | number | boolean;

/** The fields that an audit row tells of, as they were or as they are. */
export function noted(when: 'Before' | 'After', fields: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}${when}`, value]));
}
