import { describe, expect, it } from '@jest/globals';
import type { BookedOrder, KeptPayment } from '../domain/compare-books.js';
import { sideBySide } from './side-by-side.js';

const order = (id: string): BookedOrder => ({ id, status: 'PAID', paymentId: '9', amount: 1, refundedAmount: 0 });
const payment = (orderId: string): KeptPayment => ({
  orderId,
  paymentId: '9',
  amount: 1,
  refundedAmount: 0,
  bookedAt: new Date(0),
});

const pages =
  <T>(entries: T[], idOf: (entry: T) => string) =>
  (after: string): Promise<T[]> =>
    Promise.resolve(entries.filter((entry) => BigInt(idOf(entry)) > BigInt(after)).slice(0, 2));

async function laid(ours: string[], theirs: string[]): Promise<string[]> {
  const rows: string[] = [];
  const both = sideBySide(
    pages(ours.map(order), ({ id }) => id),
    pages(theirs.map(payment), ({ orderId }) => orderId),
  );
  for await (const [id, one, other] of both) rows.push(`${id}${one ? ' order' : ''}${other ? ' payment' : ''}`);
  return rows;
}

describe('sideBySide', () => {
  it('lays together what belongs together, over any number of pages', async () => {
    expect(await laid(['1', '2', '9', '10', '11'], ['2', '3', '10', '12', '9007199254740993'])).toEqual([
      '1 order',
      '2 order payment',
      '3 payment',
      '9 order',
      '10 order payment',
      '11 order',
      '12 payment',
      '9007199254740993 payment',
    ]);
  });

  it('takes an empty book on either side', async () => {
    expect(await laid([], [])).toEqual([]);
    expect(await laid(['1', '2', '3'], [])).toEqual(['1 order', '2 order', '3 order']);
    expect(await laid([], ['1'])).toEqual(['1 payment']);
  });
});
