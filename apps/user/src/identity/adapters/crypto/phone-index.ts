import { createHmac, type KeyObject } from 'node:crypto';

/** Finds the sealed number of somebody who names it: HMAC-SHA-256, so that a stolen table cannot be tried against all numbers there are. */
export class PhoneIndex {
  constructor(private readonly key: KeyObject) {}

  /** Of the digits of a number without its country code. */
  of(number: string): Buffer {
    return createHmac('sha256', this.key).update(number.replaceAll(/\D/g, '')).digest();
  }
}
