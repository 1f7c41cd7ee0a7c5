/** Ids travel as decimal strings; anything else cannot be the id of a row. */
export function isId(text: string): boolean {
  return /^\d{1,20}$/.test(text);
}
