import { describe, expect, it } from '@jest/globals';
import { isNews, type OrderRefundStatus } from './order-refund.js';

const TOLD: OrderRefundStatus[] = ['OPEN', 'SUCCEEDED', 'ENDED'];

describe('isNews', () => {
  it.each<[OrderRefundStatus | undefined, OrderRefundStatus[]]>([
    [undefined, ['OPEN', 'SUCCEEDED', 'ENDED']],
    ['OPEN', ['SUCCEEDED', 'ENDED']],
    ['ENDED', ['SUCCEEDED']],
    ['SUCCEEDED', []],
  ])('to a refund that is %s', (known, news) => {
    expect(TOLD.filter((told) => isNews(known, told))).toEqual(news);
  });
});
