import { randomBytes, randomInt } from 'node:crypto';
import { Randomness } from '../../app/ports.js';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export class SecureRandomness extends Randomness {
  override hex(length: number): string {
    return randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length);
  }

  override digits(length: number): string {
    return pick(DIGITS, length);
  }

  override alphanumeric(length: number): string {
    return pick(ALPHANUMERIC, length);
  }

  override base64(bytes: number): string {
    return randomBytes(bytes).toString('base64');
  }
}

function pick(alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) text += alphabet.charAt(randomInt(alphabet.length));
  return text;
}
