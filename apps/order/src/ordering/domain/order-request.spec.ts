import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { checkOrderRequest, type OrderRequest } from './order-request.js';

const good: OrderRequest = {
  userId: '1',
  items: [{ skuId: '100101', quantity: 1 }],
  addressId: '',
  remark: '',
  key: 'b2c8e1f0',
  requestHash: 'h',
};

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ skuId: String(index + 1), quantity: 99 }));

function faultsOf(part: Partial<OrderRequest>): string[] {
  try {
    checkOrderRequest({ ...good, ...part });
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.details.length > 0 ? error.details.map(({ path }) => path) : [error.reason];
  }
}

describe('checkOrderRequest', () => {
  it.each([
    ['one item', {}],
    ['fifty items of 99 pieces', { items: lines(50) }],
    ['a remark of 200 characters, counted as people do', { remark: '🍵'.repeat(200) }],
    ['a key of 255 characters', { key: '~'.repeat(255) }],
  ])('takes %s', (_, part) => {
    expect(faultsOf(part)).toEqual([]);
  });

  it.each([
    ['no items', { items: [] }, ['items']],
    ['51 items', { items: lines(51) }, ['items']],
    ['quantity 0', { items: [{ skuId: '1', quantity: 0 }] }, ['items.0.quantity']],
    ['quantity 100', { items: [{ skuId: '1', quantity: 100 }] }, ['items.0.quantity']],
    ['quantity 1.5', { items: [{ skuId: '1', quantity: 1.5 }] }, ['items.0.quantity']],
    ['a SKU that is no id', { items: [{ skuId: 'x', quantity: 1 }] }, ['items.0.skuId']],
    ['the same SKU twice', { items: [...lines(1), ...lines(1)] }, ['items.1.skuId']],
    ['a long remark', { remark: 'x'.repeat(201) }, ['remark']],
    ['an address that is no id', { addressId: '-1' }, ['addressId']],
    ['no fingerprint', { requestHash: '' }, ['requestHash']],
    ['no key', { key: '' }, ['IDEMPOTENCY_KEY_REQUIRED']],
    ['a key with a space', { key: 'a b' }, ['IDEMPOTENCY_KEY_REQUIRED']],
    ['a key of 256 characters', { key: 'x'.repeat(256) }, ['IDEMPOTENCY_KEY_REQUIRED']],
    [
      'several faults',
      { items: [{ skuId: 'x', quantity: 0 }], addressId: 'y' },
      ['items.0.skuId', 'items.0.quantity', 'addressId'],
    ],
  ])('refuses %s', (_, part, paths) => {
    expect(faultsOf(part)).toEqual(paths);
  });
});
