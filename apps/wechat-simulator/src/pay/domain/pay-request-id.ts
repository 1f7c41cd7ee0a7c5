/** The Request-ID header: random hex and the internal error number, 0 when all was well. */
export function payRequestId(random: string, internal: number): string {
  return `08${random.toUpperCase()}-${internal}`;
}
