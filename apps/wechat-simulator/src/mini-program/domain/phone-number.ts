export interface PhoneNumber {
  readonly phoneNumber: string;
  readonly purePhoneNumber: string;
  readonly countryCode: string;
}

const MAINLAND = /^(?:\+?86[- ]?)?(1\d{10})$/;
/** The separator is needed: without it nobody knows where the country code of a foreign number ends. */
const FOREIGN = /^\+([1-9]\d{0,3})[- ](\d{4,14})$/;

/** Undefined for text that is neither a mainland mobile number nor `+<country code>-<number>`. */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  const mainland = MAINLAND.exec(text)?.[1];
  if (mainland !== undefined) return { phoneNumber: mainland, purePhoneNumber: mainland, countryCode: '86' };
  const [, countryCode, number] = FOREIGN.exec(text) ?? [];
  if (countryCode === undefined || number === undefined) return undefined;
  return { phoneNumber: `+${countryCode}${number}`, purePhoneNumber: number, countryCode };
}
