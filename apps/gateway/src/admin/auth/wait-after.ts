const FREE = 5;
const FIRST_S = 30;
const LONGEST_S = 900;

/** For how many seconds nobody may try again after so many attempts: not at all after the first four, then 30 s, 1 min, 2 min … 15 min. */
export function waitAfter(attempts: number): number {
  return attempts < FREE ? 0 : Math.min(LONGEST_S, FIRST_S * 2 ** (attempts - FREE));
}
