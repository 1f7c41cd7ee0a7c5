import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { seed } from '../src/seed.js';
import { refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, stockOf } from './shop.js';

const ALL = { category: '', query: '', limit: 0, cursor: '' };

let db: TestDatabase;
let service: RunningOrderService;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await Promise.all([seed(db.dataSource), seed(db.dataSource)]);
  service = await startOrderService(db.url);
});

afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

const titles = async (part: Partial<typeof ALL>) =>
  (await service.catalogue.listProducts({ ...ALL, ...part })).products.map(({ title }) => title);

describe('the catalogue', () => {
  it('is seeded once, however often that is asked for', async () => {
    const skus = await countOf(db.dataSource, 'sku');
    expect(await countOf(db.dataSource, 'product')).toBe(13);
    await db.dataSource.query('UPDATE sku SET title = ? WHERE id = 101301', ['改过的']);
    expect(await seed(db.dataSource)).toBe(0);
    expect(await countOf(db.dataSource, 'sku')).toBe(skus);
    expect(await countOf(db.dataSource, 'stock_movement')).toBe(skus - 1);
    expect(await stockOf(db.dataSource, '101302')).toEqual([200, 0, 0]);
    await expectStockAddsUp(db.dataSource);
    const { products } = await service.catalogue.batchGetProducts({ ids: ['1013'] });
    expect(products[0]?.skus[0]?.title).toBe('改过的');
  });

  it('lists pages, newest first, without gaps', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await service.catalogue.listProducts({ ...ALL, limit: 5, cursor });
      seen.push(...page.products.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 13 }, (_, index) => String(1013 - index)));
  });

  it('filters by category and by words of the title', async () => {
    expect(await titles({ category: '咖啡' })).toEqual(['拿铁咖啡', '美式咖啡', '冷萃咖啡']);
    expect(await titles({ query: '龙井' })).toEqual(['西湖龙井茶']);
    expect(await titles({ query: '茶 普洱', category: '茶饮' })).toEqual(['云南普洱茶']);
    expect(await titles({ category: '不存在' })).toEqual([]);
  });

  it.each(['%', '_', '!', '\\', "'", '%茶'])('takes %s for a character like any other', async (query) => {
    expect(await titles({ query })).toEqual([]);
  });

  it('gives products with pictures, prices and stock, in the order asked for', async () => {
    const { products } = await service.catalogue.batchGetProducts({ ids: ['1010', '1001', '77', 'x', '1001'] });
    expect(products.map(({ id }) => id)).toEqual(['1010', '1001']);
    expect(products[1]).toEqual({
      id: '1001',
      title: '手账笔记本',
      imageUrl: '/static/products/notebook.svg',
      rating: 0,
      reviewCount: 0,
      category: '周边',
      minPrice: '2600',
      skus: [
        { id: '100101', title: '横线', price: '2800', available: 200 },
        { id: '100102', title: '方格', price: '2800', available: 3 },
        { id: '100103', title: '空白', price: '2600', available: 0 },
      ],
    });
  });

  it('hides what is not listed', async () => {
    await db.dataSource.query('UPDATE product SET active = 0 WHERE id = 1002');
    await db.dataSource.query('UPDATE sku SET active = 0 WHERE id = 100302');
    const { products } = await service.catalogue.batchGetProducts({ ids: ['1002', '1003'] });
    expect(products.map(({ id, skus }) => [id, skus.map((sku) => sku.id)])).toEqual([['1003', ['100301', '100303']]]);
    expect(await titles({ category: '周边' })).toEqual(['陶瓷马克杯', '手账笔记本']);
  });

  it('refuses lists that cannot be', async () => {
    expect(await refusalOf(service.catalogue.listProducts({ ...ALL, limit: 101 }))).toBe('VALIDATION_FAILED limit');
    expect(await refusalOf(service.catalogue.listProducts({ ...ALL, cursor: '!!' }))).toBe('VALIDATION_FAILED cursor');
    const ids = Array.from({ length: 101 }, String);
    expect(await refusalOf(service.catalogue.batchGetProducts({ ids }))).toBe('VALIDATION_FAILED ids');
  });
});
