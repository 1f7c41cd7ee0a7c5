const SEQUENCE_BITS = 24n;
// What the column for offsets holds; only an entry with an id that somebody made up could go beyond.
const LARGEST = 10n ** 20n - 1n;

/** The offset of an entry: its id `milliseconds-sequence` as one decimal number, milliseconds * 2^24 + sequence. */
export function offsetOf(id: string): string {
  const [milliseconds = '0', sequence = '0'] = id.split('-');
  const offset = (BigInt(milliseconds) << SEQUENCE_BITS) + BigInt(sequence);
  return String(offset > LARGEST ? LARGEST : offset);
}
