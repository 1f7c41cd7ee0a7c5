/** Makes ids: unique over all processes, growing with time, decimal strings of a 63-bit integer. */
export abstract class Ids {
  abstract next(): string;
}
