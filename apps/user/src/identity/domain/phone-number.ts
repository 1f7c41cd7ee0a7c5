export interface PhoneNumber {
  /** Without a plus sign, like 86. */
  readonly countryCode: string;
  /** Without the country code. */
  readonly number: string;
}

/** Like 138****8000; a short foreign number shows less of itself. */
export function maskPhone(number: string): string {
  if (number === '') return '';
  if (number.length >= 10) return `${number.slice(0, 3)}****${number.slice(-4)}`;
  if (number.length >= 7) return `${number.slice(0, 2)}****${number.slice(-2)}`;
  return '****';
}
