import { Failure } from '../local/process/failure.ts';

/** The value of an option that takes a whole number; throws a Failure that names its bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Failure(`${option} takes a whole number from ${least} to ${most}, not "${text}".`);
}
