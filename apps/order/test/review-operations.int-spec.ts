import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { orderV1 } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { ForgetCustomers } from '../src/closed-accounts/app/forget-customers.js';
import { OrderLife } from './order-life.js';
import { as, asOperator, refusalOf } from './order-service.js';
import { countOf } from './shop.js';

const { REVIEW_STATUS_HIDDEN, REVIEW_STATUS_PENDING, REVIEW_STATUS_PUBLISHED, REVIEW_STATUS_UNSPECIFIED } =
  orderV1.ReviewStatus;
const PRODUCT = '101';
const life = new OrderLife();

beforeAll(() => life.start('order.check-reviews'));
afterAll(() => life.stop());

const write = async (userId: string, { rating = 5, away = false } = {}) => {
  life.texts.away = away;
  const orderId = await life.placeCompleted(userId);
  const request = { productId: PRODUCT, orderId, skuId: '101', rating, text: '好茶' };
  return (await as(userId, () => life.service.reviews.writeReview(request))).review?.id ?? '';
};
const decide = (id: string, status: orderV1.ReviewStatus) =>
  asOperator(() => life.service.reviewOperations.decideReview({ id, status, reason: '广告' }));
const rating = async () => {
  const [product] = (await life.service.catalogue.batchGetProducts({ ids: [PRODUCT] })).products;
  return [product?.reviewCount, product?.rating];
};
const publicIds = async () => {
  const page = { productId: PRODUCT, limit: 0, cursor: '' };
  return (await life.service.reviews.listReviews(page)).reviews.map(({ id }) => id);
};
const auditOf = (id: string) =>
  life.db.dataSource.query<{ action: string; reason: string; details: string }[]>(
    `SELECT action, reason, details FROM ${auditTable(life.db.dataSource)} WHERE target_id = ? ORDER BY seq`,
    [id],
  );

describe('operators', () => {
  it('hide a review and publish it again; each is counted and audited once', async () => {
    const [kept, id] = [await write('1', { rating: 2 }), await write('2', { rating: 4 })];
    expect((await decide(id, REVIEW_STATUS_HIDDEN)).review).toMatchObject({ id, status: 'REVIEW_STATUS_HIDDEN' });
    expect((await decide(id, REVIEW_STATUS_HIDDEN)).review?.status).toBe('REVIEW_STATUS_HIDDEN');
    expect([await publicIds(), await rating()]).toEqual([[kept], [1, 2]]);
    await decide(id, REVIEW_STATUS_PUBLISHED);
    expect([await publicIds(), await rating()]).toEqual([
      [id, kept],
      [2, 3],
    ]);
    expect((await auditOf(id)).map(({ details, ...row }) => ({ ...row, ...(JSON.parse(details) as object) }))).toEqual([
      { action: 'review.hide', reason: '广告', statusBefore: 'PUBLISHED', statusAfter: 'HIDDEN' },
      { action: 'review.publish', reason: '广告', statusBefore: 'HIDDEN', statusAfter: 'PUBLISHED' },
    ]);
  });

  it('publish what WeChat has not looked at, and WeChat is not asked any more', async () => {
    const id = await write('3', { away: true });
    await decide(id, REVIEW_STATUS_PUBLISHED);
    expect(await publicIds()).toContain(id);
    expect(await countOf(life.db.dataSource, 'review', 'next_check_at IS NOT NULL')).toBe(0);
  });

  it('hide and publish at the same time without the rating getting lost', async () => {
    const id = await write('4');
    const [count] = await rating();
    const decisions = Array.from({ length: 20 }, (_, index) =>
      decide(id, index % 2 === 0 ? REVIEW_STATUS_HIDDEN : REVIEW_STATUS_PUBLISHED),
    );
    await Promise.all(decisions);
    await decide(id, REVIEW_STATUS_PUBLISHED);
    expect((await rating())[0]).toBe(count);
  });

  it('see all of them, by status and by product', async () => {
    const id = await write('5', { away: true });
    const list = (status: orderV1.ReviewStatus, productId = '') =>
      asOperator(() => life.service.reviewOperations.listAllReviews({ status, productId, limit: 0, cursor: '' }));
    expect((await list(REVIEW_STATUS_PENDING)).reviews.map((review) => review.id)).toEqual([id]);
    expect((await list(REVIEW_STATUS_UNSPECIFIED, PRODUCT)).reviews.map((review) => review.id)).toContain(id);
    expect((await list(REVIEW_STATUS_UNSPECIFIED, '102')).reviews).toEqual([]);
    expect(await refusalOf(list(REVIEW_STATUS_UNSPECIFIED, 'x'))).toBe('VALIDATION_FAILED productId');
  });

  it('cannot publish what its author took along', async () => {
    const id = await write('6', { away: true });
    await life.service.get(ForgetCustomers).execute(['6'], REQUEST);
    expect(await refusalOf(decide(id, REVIEW_STATUS_PUBLISHED))).toBe('CONFLICT');
    expect(await publicIds()).not.toContain(id);
  });

  it.each([
    ['an unknown one', '404', REVIEW_STATUS_HIDDEN, 'NOT_FOUND'],
    ['an impossible one', 'x', REVIEW_STATUS_HIDDEN, 'NOT_FOUND'],
    ['one to be looked at by WeChat', '1', REVIEW_STATUS_PENDING, 'VALIDATION_FAILED status'],
    ['one without saying how', '1', REVIEW_STATUS_UNSPECIFIED, 'VALIDATION_FAILED status'],
  ])('cannot decide %s', async (_, id, status, refusal) => {
    expect(await refusalOf(decide(id, status))).toBe(refusal);
  });

  it('are nobody else', async () => {
    const id = await write('7');
    const request = { id, status: REVIEW_STATUS_HIDDEN, reason: 'x' };
    expect(await refusalOf(as('7', () => life.service.reviewOperations.decideReview(request)))).toBe('TOKEN_MISSING');
    expect(await publicIds()).toContain(id);
  });
});
