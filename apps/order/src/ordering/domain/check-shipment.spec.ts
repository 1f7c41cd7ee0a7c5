import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { checkShipment } from './check-shipment.js';
import type { Shipment } from './order-state.js';

function faultsOf(part: Partial<Shipment>): string[] {
  try {
    checkShipment({ carrier: 'SF', trackingNo: 'SF1234567890', ...part });
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.details.map(({ path }) => path);
  }
}

describe('checkShipment', () => {
  it.each([
    ['two letters', { carrier: 'SF' }],
    ['twenty characters', { carrier: 'A_9'.padEnd(20, 'X') }],
    ['four characters', { trackingNo: '1234' }],
    ['forty characters', { trackingNo: '~'.repeat(40) }],
  ])('takes %s', (_, part) => {
    expect(faultsOf(part)).toEqual([]);
  });

  it.each([
    ['a carrier of one letter', { carrier: 'S' }, ['carrier']],
    ['a carrier of 21', { carrier: 'S'.repeat(21) }, ['carrier']],
    ['small letters', { carrier: 'sf' }, ['carrier']],
    ['a line break behind the carrier', { carrier: 'SF\n' }, ['carrier']],
    ['a number of three characters', { trackingNo: '123' }, ['trackingNo']],
    ['a number of 41', { trackingNo: '1'.repeat(41) }, ['trackingNo']],
    ['a space in the number', { trackingNo: '12 34' }, ['trackingNo']],
    ['a number that is not ASCII', { trackingNo: '运单1234' }, ['trackingNo']],
    ['nothing', { carrier: '', trackingNo: '' }, ['carrier', 'trackingNo']],
  ])('refuses %s', (_, part, paths) => {
    expect(faultsOf(part)).toEqual(paths);
  });
});
