/** A part of an answer that the contract promises to be there; throws TypeError when it is not. */
export function promised<T>(part: T | null | undefined, name: string): T {
  if (part === null || part === undefined) throw new TypeError(`an answer came without its ${name}`);
  return part;
}
