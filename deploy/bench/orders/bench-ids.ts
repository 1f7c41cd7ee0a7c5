let last = BigInt(Date.now()) << 22n;

/** A new id, greater than all before; what the services make themselves counts from another year. */
export function nextId(): string {
  return String(++last);
}
