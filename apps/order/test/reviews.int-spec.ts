import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { orderV1 } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { ForgetCustomers } from '../src/closed-accounts/app/forget-customers.js';
import { CheckReviews } from '../src/reviews/app/check-reviews.js';
import { OrderLife } from './order-life.js';
import { as, refusalOf } from './order-service.js';
import { countOf } from './shop.js';

const PRODUCT = '101';
const life = new OrderLife();

// The timer must not come in between.
beforeAll(() => life.start('order.check-reviews'));
afterAll(() => life.stop());
beforeEach(async () => {
  await life.db.dataSource.query('DELETE FROM review');
  await life.db.dataSource.query('UPDATE product SET review_count = 0, stars = 0');
  Object.assign(life.texts, { away: false, before: async () => {} });
  life.texts.asked.length = 0;
});

type Said = Partial<orderV1.WriteReviewRequest>;
const write = (orderId: string, said: Said = {}, userId = '7') =>
  as(userId, async () => {
    const request = { productId: PRODUCT, orderId, skuId: '101', rating: 5, text: '好茶', ...said };
    return (await life.service.reviews.writeReview(request)).review;
  });
const short = ({ text, status, userId }: orderV1.Review) => `${userId} ${text} ${status.replace('REVIEW_STATUS_', '')}`;
const seen = async (call: () => Promise<{ reviews: orderV1.Review[] }>, userId?: string) =>
  (await (userId ? as(userId, call) : call())).reviews.map(short);
const page = { limit: 0, cursor: '' };
const listed = (userId?: string) =>
  seen(() => life.service.reviews.listReviews({ productId: PRODUCT, ...page }), userId);
const check = () => life.service.get(CheckReviews).execute();
const rating = async () => {
  const [product] = (await life.service.catalogue.batchGetProducts({ ids: [PRODUCT] })).products;
  return [product?.reviewCount, product?.rating];
};
/** What a product is rated is what its published reviews say. */
const expectAddsUp = async () => {
  const published = "WHERE product_id = p.id AND status = 'PUBLISHED'";
  const wrong = await life.db.dataSource.query<object[]>(`SELECT id FROM product p
    WHERE review_count <> (SELECT COUNT(*) FROM review ${published})
       OR stars <> (SELECT COALESCE(SUM(rating), 0) FROM review ${published})`);
  expect(wrong).toEqual([]);
};

describe('writing a review', () => {
  it('is for buyers who have the goods: it is published and counted at once', async () => {
    const orderId = await life.placeCompleted();
    const review = await write(orderId, { rating: 4, text: ' 好茶，会再来 🍵 ' });
    expect(review).toMatchObject({
      productId: PRODUCT,
      orderId,
      skuId: '101',
      skuTitle: '袋装',
      userId: '7',
      rating: 4,
      text: '好茶，会再来 🍵',
      status: 'REVIEW_STATUS_PUBLISHED',
    });
    await write(await life.placeCompleted('8'), { rating: 5 }, '8');
    await write(await life.placeCompleted('9'), { rating: 1 }, '9');
    expect(await listed()).toEqual(['9 好茶 PUBLISHED', '8 好茶 PUBLISHED', '7 好茶，会再来 🍵 PUBLISHED']);
    expect(await rating()).toEqual([3, 3.3]);
    const { products } = await life.service.catalogue.listProducts({ category: '', query: '', ...page });
    expect(products.map(({ reviewCount }) => reviewCount)).toEqual([3]);
  });

  it.each([
    ['with no stars', { rating: 0 }, 'VALIDATION_FAILED rating'],
    ['with six stars', { rating: 6 }, 'VALIDATION_FAILED rating'],
    ['that says nothing', { text: ' \n ' }, 'VALIDATION_FAILED text'],
    ['that is too long', { text: '好'.repeat(501) }, 'VALIDATION_FAILED text'],
    ['of another product', { productId: '102' }, 'NOT_FOUND skuId'],
    ['of goods that are not in the order', { skuId: '102' }, 'NOT_FOUND skuId'],
    ['of no goods', { skuId: "1' OR 1" }, 'NOT_FOUND skuId'],
    ['of an order that is none', { orderId: '404' }, 'NOT_FOUND'],
    ['of an order with an impossible id', { orderId: 'x' }, 'NOT_FOUND'],
    ['that WeChat minds', { text: '坏茶' }, 'VALIDATION_FAILED text'],
  ])('%s is refused and changes nothing', async (_, said, refusal) => {
    const orderId = await life.placeCompleted();
    expect(await refusalOf(write(orderId, said))).toBe(refusal);
    expect([await countOf(life.db.dataSource, 'review'), await rating()]).toEqual([0, [0, 0]]);
  });

  it('of an order of another user is refused, and WeChat is not asked about it', async () => {
    const orderId = await life.placeCompleted('8');
    expect(await refusalOf(write(orderId))).toBe('NOT_FOUND');
    expect(life.texts.asked).toEqual([]);
    expect(await countOf(life.db.dataSource, 'review')).toBe(0);
  });

  it('waits until the goods are there, and is refused when the money has gone back', async () => {
    const paid = await life.placePaid();
    expect(await refusalOf(write(paid))).toBe('ORDER_STATE_CONFLICT');
    await life.ship(paid);
    expect(await refusalOf(write(paid))).toBe('ORDER_STATE_CONFLICT');
    const refunded = await life.placeCompleted();
    await life.refund(refunded, 200);
    expect(await refusalOf(write(refunded))).toBe('ORDER_STATE_CONFLICT');
    const partly = await life.placeCompleted();
    await life.refund(partly, 50);
    expect((await write(partly))?.status).toBe('REVIEW_STATUS_PUBLISHED');
  });

  it('is refused when the money goes back while WeChat looks at it', async () => {
    const orderId = await life.placeCompleted();
    life.texts.before = () => life.refund(orderId, 200);
    expect(await refusalOf(write(orderId))).toBe('ORDER_STATE_CONFLICT');
    expect(await rating()).toEqual([0, 0]);
  });

  it('is done once for a line, however many try at the same time', async () => {
    const orderId = await life.placeCompleted();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusalOf(write(orderId))));
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'CONFLICT'), 'no refusal']);
    expect(await rating()).toEqual([1, 5]);
    expect(await refusalOf(write(orderId))).toBe('CONFLICT');
    await expectAddsUp();
  });

  it('by fifty at the same time is counted fifty times', async () => {
    const users = Array.from({ length: 50 }, (_, index) => String(1000 + index));
    const orders = await Promise.all(users.map((userId) => life.placeCompleted(userId)));
    await Promise.all(users.map((userId, index) => write(orders[index] ?? '', { rating: 1 + (index % 5) }, userId)));
    expect(await rating()).toEqual([50, 3]);
    await expectAddsUp();
  }, 120_000);

  it('needs a user', async () => {
    const request = { productId: PRODUCT, orderId: '1', skuId: '101', rating: 5, text: '好' };
    expect(await refusalOf(life.service.reviews.writeReview(request))).toBe('TOKEN_MISSING');
    expect(await refusalOf(life.service.reviews.listMyReviews(page))).toBe('TOKEN_MISSING');
  });
});

describe('a review that waits for WeChat', () => {
  it('is seen by its author only, and counts as soon as WeChat has passed it', async () => {
    life.texts.away = true;
    expect((await write(await life.placeCompleted()))?.status).toBe('REVIEW_STATUS_PENDING');
    expect([await listed(), await listed('8'), await listed('7')]).toEqual([[], [], ['7 好茶 PENDING']]);
    await check();
    expect(await rating()).toEqual([0, 0]);
    life.texts.away = false;
    life.clock.advance(5000);
    await check();
    expect([await listed(), await rating()]).toEqual([['7 好茶 PUBLISHED'], [1, 5]]);
  });

  it('is rejected when WeChat minds it, and never asked about again', async () => {
    life.texts.away = true;
    await write(await life.placeCompleted(), { text: '坏茶' });
    life.texts.away = false;
    await check();
    life.clock.advance(86_400_000);
    await check();
    expect(life.texts.asked).toHaveLength(2);
    expect([await listed(), await listed('7'), await rating()]).toEqual([[], ['7 坏茶 REJECTED'], [0, 0]]);
  });

  it('is counted once by ten processes at the same time', async () => {
    life.texts.away = true;
    const users = ['11', '12', '13', '14', '15'];
    for (const userId of users) await write(await life.placeCompleted(userId), { rating: 2 }, userId);
    life.texts.away = false;
    await Promise.all(Array.from({ length: 10 }, check));
    expect(await rating()).toEqual([5, 2]);
    await expectAddsUp();
  });
});

describe('reviews of those who have left', () => {
  it('name nobody any more, and what nobody else has seen is forgotten', async () => {
    await write(await life.placeCompleted('21'), { text: '公开' }, '21');
    life.texts.away = true;
    await write(await life.placeCompleted('21'), { text: '等待' }, '21');
    life.texts.away = false;
    life.texts.before = () => life.service.get(ForgetCustomers).execute(['21'], REQUEST);
    await check();
    await write(await life.placeCompleted('22'), { text: '别人' }, '22');
    expect(await listed()).toEqual(['22 别人 PUBLISHED', ' 公开 PUBLISHED']);
    expect(await listed('21')).toEqual(await listed());
    expect(await countOf(life.db.dataSource, 'review', "text = '等待' OR user_id = 21")).toBe(0);
    expect(await rating()).toEqual([2, 5]);
    await expectAddsUp();
  });
});

describe('lists of reviews', () => {
  it('go page by page, newest first', async () => {
    for (const text of ['一', '二', '三']) await write(await life.placeCompleted(), { text });
    await write(await life.placeCompleted('8'), { text: '四' }, '8');
    const first = await life.service.reviews.listReviews({ productId: PRODUCT, limit: 3, cursor: '' });
    const rest = await life.service.reviews.listReviews({ productId: PRODUCT, limit: 3, cursor: first.nextCursor });
    expect([first, rest].map(({ reviews }) => reviews.map(({ text }) => text))).toEqual([['四', '三', '二'], ['一']]);
    expect(rest.nextCursor).toBe('');
    const mine = () => life.service.reviews.listMyReviews(page);
    expect(await seen(mine, '8')).toEqual(['8 四 PUBLISHED']);
    expect(await seen(mine, '7')).toHaveLength(3);
  });

  it('are there for products that are for sale only', async () => {
    const of = (productId: string) => refusalOf(life.service.reviews.listReviews({ productId, ...page }));
    expect([await of('404'), await of('x')]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    await life.db.dataSource.query('UPDATE product SET active = 0');
    expect(await of(PRODUCT)).toBe('NOT_FOUND');
    await life.db.dataSource.query('UPDATE product SET active = 1');
    expect(await of(PRODUCT)).toBe('no refusal');
  });
});
