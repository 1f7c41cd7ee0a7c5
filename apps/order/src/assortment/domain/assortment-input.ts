import type { ErrorDetail } from '@minisuite/kernel';
import { InvalidAssortment, NotEnoughPieces } from './assortment-errors.js';
import type { ProductFields, SkuFields } from './shelved.js';

const MAX_PRICE_FEN = 100_000_000;
const MAX_POSITION = 65_535;
const MAX_DELTA = 1_000_000;
// Below what the column holds, so that returns always find room.
const MAX_AVAILABLE = 1_000_000_000;
const IMAGE_URL = /^(?:https:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?\/|\/static\/)[\x21-\x7e]*$/;

/** Throws VALIDATION_FAILED with every fault. */
export function assertProduct({ title, imageUrl, category }: ProductFields): void {
  const details = [...line('title', title, 128), ...line('category', category, 32)];
  if (imageUrl.length > 512 || !IMAGE_URL.test(imageUrl)) {
    details.push({ path: 'imageUrl', message: 'must be an https address of at most 512 characters' });
  }
  if (details.length > 0) throw new InvalidAssortment(details);
}

/** Throws VALIDATION_FAILED with every fault. */
export function assertSku({ title, price, position }: SkuFields): void {
  const details = [...line('title', title, 64), ...whole('price', price, 1, MAX_PRICE_FEN)];
  details.push(...whole('position', position, 0, MAX_POSITION));
  if (details.length > 0) throw new InvalidAssortment(details);
}

/** Throws VALIDATION_FAILED for a change that cannot be, whatever there is. */
export function assertStockChange(delta: number, reason: string): void {
  const details = [...whole('delta', delta, -MAX_DELTA, MAX_DELTA), ...line('reason', reason, 200)];
  if (delta === 0) details.push({ path: 'delta', message: 'must not be 0' });
  if (details.length > 0) throw new InvalidAssortment(details);
}

/** Throws OUT_OF_STOCK when more would go out than is available, and VALIDATION_FAILED when more would come in than can be counted. */
export function assertRoom(available: number, delta: number): void {
  if (available + delta < 0) throw new NotEnoughPieces(available);
  if (available + delta > MAX_AVAILABLE) {
    throw new InvalidAssortment([{ path: 'delta', message: `leaves more than ${MAX_AVAILABLE} pieces` }]);
  }
}

function* line(path: string, text: string, max: number): Generator<ErrorDetail> {
  const length = [...text.trim()].length;
  if (length < 1 || length > max || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
    yield { path, message: `must have 1 to ${max} characters on one line` };
  }
}

function* whole(path: string, value: number, least: number, most: number): Generator<ErrorDetail> {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    yield { path, message: `must be a whole number from ${least} to ${most}` };
  }
}
