import type { ErrorDetail } from '@minisuite/kernel';
import { isId } from './decimal-id.js';
import { IdempotencyKeyRequired, InvalidOrder } from './order-errors.js';

const MAX_ITEMS = 50;
const MAX_QUANTITY = 99;
const MAX_REMARK = 200;
const MAX_HASH = 128;

export interface OrderItem {
  readonly skuId: string;
  readonly quantity: number;
}

/** What a user asks for, before anything was looked up. */
export interface OrderRequest {
  readonly userId: string;
  readonly items: readonly OrderItem[];
  readonly addressId: string;
  readonly remark: string;
  readonly key: string;
  readonly requestHash: string;
}

/** Throws InvalidOrder with every fault at once, or IdempotencyKeyRequired. */
export function checkOrderRequest(request: OrderRequest): void {
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key)) throw new IdempotencyKeyRequired();
  const { items, remark, addressId, requestHash } = request;
  const details: ErrorDetail[] = [];
  if (items.length < 1 || items.length > MAX_ITEMS) {
    details.push({ path: 'items', message: `must be 1 to ${MAX_ITEMS}` });
  } else {
    details.push(...faultsOf(items));
  }
  if (addressId !== '' && !isId(addressId)) details.push({ path: 'addressId', message: 'is not an id' });
  if ([...remark].length > MAX_REMARK) {
    details.push({ path: 'remark', message: `must have at most ${MAX_REMARK} characters` });
  }
  if (requestHash.length < 1 || requestHash.length > MAX_HASH) {
    details.push({ path: 'requestHash', message: `must have 1 to ${MAX_HASH} characters` });
  }
  if (details.length > 0) throw new InvalidOrder(details);
}

function faultsOf(items: readonly OrderItem[]): ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const seen = new Set<string>();
  for (const [index, { skuId, quantity }] of items.entries()) {
    if (!isId(skuId)) details.push({ path: `items.${index}.skuId`, message: 'is not an id' });
    else if (seen.has(skuId)) details.push({ path: `items.${index}.skuId`, message: 'is in the order already' });
    seen.add(skuId);
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
      details.push({ path: `items.${index}.quantity`, message: `must be a whole number from 1 to ${MAX_QUANTITY}` });
    }
  }
  return details;
}
