import { createHmac, timingSafeEqual } from 'node:crypto';

/** What every authenticator app takes: SHA-1, six digits, a new code each 30 seconds (RFC 6238). */
const STEP_MS = 30_000;
const DIGITS = 6;
// A clock that is off by a step, or a code typed slowly.
const STEPS_OFF = [0, -1, 1] as const;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ISSUER = 'Minisuite';

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / STEP_MS);
}

/** The code of a step (RFC 4226). */
export function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step that a code belongs to; null when it is not of about now. */
export function stepOf(key: Buffer, code: string, now: Date): number | null {
  const given = Buffer.from(code);
  const current = stepAt(now);
  for (const off of STEPS_OFF) {
    const right = Buffer.from(codeOf(key, current + off));
    if (given.length === right.length && timingSafeEqual(given, right)) return current + off;
  }
  return null;
}

/** RFC 4648, without padding: how apps take a key. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

/** What a QR code says to an app. */
export function otpauthUrl(username: string, key: Buffer): string {
  const parameters = { secret: toBase32(key), issuer: ISSUER, algorithm: 'SHA1', digits: '6', period: '30' };
  return `otpauth://totp/${ISSUER}:${encodeURIComponent(username)}?${new URLSearchParams(parameters).toString()}`;
}
