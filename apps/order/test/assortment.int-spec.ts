import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTable } from '@minisuite/audit';
import { verifyAudit } from '@minisuite/audit';
import { orderV1 } from '@minisuite/contracts';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { as, asOperator, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { countOf, expectStockAddsUp, stockOf } from './shop.js';

const PRODUCT = { title: ' 正山小种 ', imageUrl: 'https://img.example/tea.png', category: '茶饮', onSale: true };
const SKU = { title: '罐装 100g', price: '8800', position: 0, onSale: true };
const ALL_PRODUCTS = { limit: 0, cursor: '', category: '', query: '', shelf: orderV1.Shelf.SHELF_UNSPECIFIED };
const ALL_SKUS = { limit: 0, cursor: '', productId: '', shelf: orderV1.Shelf.SHELF_UNSPECIFIED, availableBelow: 0 };

let db: TestDatabase;
let service: RunningOrderService;
beforeAll(async () => {
  db = await testDatabase(migrations);
  service = await startOrderService(db.url);
});
afterAll(async () => {
  await service?.stop();
  await db?.drop();
});

const shop = () => service.assortment;
const createProduct = async (part: Partial<orderV1.ProductFields> = {}) =>
  (await asOperator(() => shop().createProduct({ fields: { ...PRODUCT, ...part } }))).product as orderV1.ShelvedProduct;
const createSku = async (productId: string, part: Partial<orderV1.SkuFields> = {}) =>
  (await asOperator(() => shop().createSku({ productId, fields: { ...SKU, ...part } }))).sku as orderV1.ShelvedSku;
const changeStock = (id: string, delta: number, version = 0) =>
  asOperator(() => shop().changeStock({ id, delta, reason: '盘点', version }));
const replaceSku = (id: string, version: number, part: Partial<orderV1.SkuFields> = {}) =>
  asOperator(() => shop().replaceSku({ id, version, fields: { ...SKU, ...part } }));
const getSku = async (id: string) => (await asOperator(() => shop().getSku({ id }))).sku as orderV1.ShelvedSku;
const offered = async (id: string) => (await service.catalogue.batchGetProducts({ ids: [id] })).products[0];
const order = (skuId: string, quantity = 1) =>
  as('7', () =>
    service.orders.placeOrder({
      items: [{ skuId, quantity }],
      addressId: '',
      remark: '',
      idempotencyKey: randomUUID(),
      requestHash: 'h',
    }),
  );
const acts = async (id: string) =>
  await db.dataSource.query<{ action: string; details: string; reason: string }[]>(
    `SELECT action, details, reason FROM ${auditTable(db.dataSource)} WHERE target_id = ? ORDER BY seq`,
    [id],
  );

describe('operators', () => {
  it('put a product with its SKUs on sale, and users order it', async () => {
    const product = await createProduct();
    const sku = await createSku(product.id);
    expect(product).toMatchObject({ fields: { ...PRODUCT, title: '正山小种' }, version: 1, skus: [] });
    expect(sku).toMatchObject({ productId: product.id, fields: SKU, version: 1, available: 0, reserved: 0, sold: 0 });
    expect(await refusalOf(order(sku.id))).toBe('OUT_OF_STOCK items.0.quantity');
    await changeStock(sku.id, 5);
    await order(sku.id, 2);
    expect(await getSku(sku.id)).toMatchObject({ available: 3, reserved: 2, sold: 0, version: 2 });
    expect(await offered(product.id)).toMatchObject({
      title: '正山小种',
      minPrice: '8800',
      skus: [{ id: sku.id, price: '8800', available: 3 }],
    });
    await expectStockAddsUp(db.dataSource);
  });

  it('change what is on sale, and orders from before keep their price', async () => {
    const product = await createProduct();
    const sku = await createSku(product.id);
    await changeStock(sku.id, 5);
    const { order: before } = await order(sku.id);
    await replaceSku(sku.id, 2, { title: '罐装 200g', price: '9900' });
    const { order: after } = await order(sku.id);
    expect([before?.amount, after?.amount]).toEqual(['8800', '9900']);
    const fields = { ...PRODUCT, title: '金骏眉', category: '红茶' };
    const changed = await asOperator(() => shop().replaceProduct({ id: product.id, version: 1, fields }));
    expect(changed.product).toMatchObject({ fields, version: 2, skus: [{ id: sku.id, fields: { price: '9900' } }] });
    expect(await offered(product.id)).toMatchObject({ title: '金骏眉', category: '红茶' });
  });

  it('take a product or a SKU off sale, once, and put it back', async () => {
    const product = await createProduct();
    const [one, other] = [await createSku(product.id), await createSku(product.id, { position: 1 })];
    for (const { id } of [one, other]) await changeStock(id, 5);
    for (let time = 0; time < 2; time += 1) await asOperator(() => shop().withdrawSku({ id: one.id }));
    expect((await offered(product.id))?.skus.map(({ id }) => id)).toEqual([other.id]);
    expect(await refusalOf(order(one.id))).toBe('NOT_FOUND items.0.skuId');
    for (let time = 0; time < 2; time += 1) await asOperator(() => shop().withdrawProduct({ id: product.id }));
    expect(await offered(product.id)).toBeUndefined();
    expect(await refusalOf(order(other.id))).toBe('NOT_FOUND items.0.skuId');
    expect((await acts(product.id)).map(({ action }) => action)).toEqual(['product.create', 'product.replace']);
    await asOperator(() => shop().replaceProduct({ id: product.id, version: 2, fields: PRODUCT }));
    await order(other.id);
  });

  it('find what they have', async () => {
    const product = await createProduct({ title: '滇红 经典', category: '滇红', onSale: false });
    const skus = [await createSku(product.id), await createSku(product.id, { position: 1, onSale: false })];
    await changeStock(skus[1]?.id ?? '', 9);
    const products = async (part: Partial<typeof ALL_PRODUCTS>) =>
      (await asOperator(() => shop().listAllProducts({ ...ALL_PRODUCTS, ...part }))).products.map(({ id }) => id);
    expect(await products({ category: '滇红' })).toEqual([product.id]);
    expect(await products({ query: '经典 滇红' })).toEqual([product.id]);
    expect(await products({ query: '%' })).toEqual([]);
    expect(await products({ category: '滇红', shelf: orderV1.Shelf.SHELF_ON_SALE })).toEqual([]);
    const listed = async (part: Partial<typeof ALL_SKUS>) =>
      (await asOperator(() => shop().listSkus({ ...ALL_SKUS, productId: product.id, ...part }))).skus.map(
        ({ id }) => id,
      );
    expect(await listed({})).toEqual(skus.map(({ id }) => id).toReversed());
    expect(await listed({ availableBelow: 9 })).toEqual([skus[0]?.id]);
    expect(await listed({ shelf: orderV1.Shelf.SHELF_OFF_SALE })).toEqual([skus[1]?.id]);
    const first = await asOperator(() => shop().listSkus({ ...ALL_SKUS, productId: product.id, limit: 1 }));
    expect(await listed({ limit: 1, cursor: first.nextCursor })).toEqual([skus[0]?.id]);
  });

  it('leave a trace of each act, with before and after', async () => {
    const product = await createProduct();
    const sku = await createSku(product.id);
    await replaceSku(sku.id, 1, { price: '100' });
    await changeStock(sku.id, 5);
    expect(await acts(sku.id)).toEqual([
      { action: 'sku.create', reason: '', details: expect.stringContaining('"priceAfter":8800') },
      { action: 'sku.replace', reason: '', details: expect.stringMatching(/"priceBefore":8800.*"priceAfter":100/) },
      { action: 'sku.change-stock', reason: '盘点', details: '{"availableBefore":0,"availableAfter":5}' },
    ]);
    const moved = 'SELECT kind, delta, reason FROM stock_movement WHERE sku_id = ?';
    expect(await db.dataSource.query(moved, [sku.id])).toEqual([{ kind: 'add', delta: 5, reason: '盘点' }]);
    expect((await verifyAudit(db.dataSource)).fault).toBeNull();
  });
});

describe('refused, and nothing changes', () => {
  let sku: orderV1.ShelvedSku;
  beforeAll(async () => {
    sku = await createSku((await createProduct()).id);
    await changeStock(sku.id, 5);
    await order(sku.id, 2);
  });

  it.each([
    ['a title of blanks', { title: ' ' }, 'VALIDATION_FAILED title'],
    ['an http picture', { imageUrl: 'http://img.example/a.png' }, 'VALIDATION_FAILED imageUrl'],
    ['two faults', { title: 'a\nb', category: 'x'.repeat(33) }, 'VALIDATION_FAILED title category'],
  ])('is a product with %s', async (_, part, refusal) => {
    const before = await countOf(db.dataSource, 'product');
    expect(await refusalOf(createProduct(part))).toBe(refusal);
    expect(await refusalOf(asOperator(() => shop().createProduct({ fields: null })))).toMatch(/^VALIDATION_FAILED/);
    expect(await countOf(db.dataSource, 'product')).toBe(before);
  });

  it.each([
    ['a price of 0', { price: '0' }, 'VALIDATION_FAILED price'],
    ['a negative price', { price: '-5' }, 'VALIDATION_FAILED price'],
    ['a negative position', { position: -1 }, 'VALIDATION_FAILED position'],
  ])('is a SKU with %s', async (_, part, refusal) => {
    expect(await refusalOf(createSku(sku.productId, part))).toBe(refusal);
    expect(await refusalOf(replaceSku(sku.id, 2, part))).toBe(refusal);
    expect(await getSku(sku.id)).toMatchObject({ fields: SKU, version: 2 });
  });

  it('are unknown ids', async () => {
    expect(await refusalOf(createSku('1'))).toBe('NOT_FOUND');
    expect(await refusalOf(replaceSku('1', 1))).toBe('NOT_FOUND');
    expect(await refusalOf(changeStock('x', 1))).toBe('NOT_FOUND');
    expect(await refusalOf(getSku('1'))).toBe('NOT_FOUND');
    expect(await refusalOf(asOperator(() => shop().withdrawSku({ id: '1' })))).toBe('NOT_FOUND');
    expect(await refusalOf(asOperator(() => shop().getAnyProduct({ id: 'x' })))).toBe('NOT_FOUND');
    expect(await refusalOf(asOperator(() => shop().withdrawProduct({ id: '1' })))).toBe('NOT_FOUND');
    expect(await refusalOf(asOperator(() => shop().listSkus({ ...ALL_SKUS, productId: 'x' })))).toBe(
      'VALIDATION_FAILED productId',
    );
  });

  it('is a change of something that has changed meanwhile', async () => {
    expect(await refusalOf(replaceSku(sku.id, 1))).toBe('CONFLICT version');
    expect(await refusalOf(changeStock(sku.id, 1, 1))).toBe('CONFLICT version');
    expect(await stockOf(db.dataSource, sku.id)).toEqual([3, 2, 0]);
  });

  it('is taking out what is reserved, or nothing, or too much', async () => {
    expect(await refusalOf(changeStock(sku.id, -4))).toBe('OUT_OF_STOCK delta');
    expect(await refusalOf(changeStock(sku.id, 0))).toBe('VALIDATION_FAILED delta');
    expect(await refusalOf(changeStock(sku.id, 1_000_001))).toBe('VALIDATION_FAILED delta');
    const silent = asOperator(() => shop().changeStock({ id: sku.id, delta: 1, reason: ' ', version: 0 }));
    expect(await refusalOf(silent)).toBe('VALIDATION_FAILED reason');
    expect(await stockOf(db.dataSource, sku.id)).toEqual([3, 2, 0]);
  });

  it('is everything that a user asks', async () => {
    const asked = as('7', () => shop().changeStock({ id: sku.id, delta: 1, reason: 'x', version: 0 }));
    expect(await refusalOf(asked)).toBe('TOKEN_MISSING');
    expect(await stockOf(db.dataSource, sku.id)).toEqual([3, 2, 0]);
  });
});

describe('at the same time', () => {
  it('the same change of stock that arrives many times counts once, when it names the version', async () => {
    const sku = await createSku((await createProduct()).id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(changeStock(sku.id, 5, 1))));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'CONFLICT version'), 'no refusal']);
    expect(await stockOf(db.dataSource, sku.id)).toEqual([5, 0, 0]);
  });

  it('many operators change one product, and one of them wins', async () => {
    const { id } = await createProduct();
    const tries = Array.from({ length: 20 }, (_, index) =>
      refusalOf(
        asOperator(() => shop().replaceProduct({ id, version: 1, fields: { ...PRODUCT, title: `茶 ${index}` } })),
      ),
    );
    const answers = await Promise.all(tries);
    expect(answers.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'CONFLICT version'), 'no refusal']);
    const { product } = await asOperator(() => shop().getAnyProduct({ id }));
    expect(product).toMatchObject({ version: 2, fields: { title: `茶 ${answers.indexOf('no refusal')}` } });
    expect((await acts(id)).map(({ action }) => action)).toEqual(['product.create', 'product.replace']);
  });

  it('many operators change one SKU, and one of them wins', async () => {
    const sku = await createSku((await createProduct()).id);
    const tries = Array.from({ length: 20 }, (_, index) =>
      refusalOf(replaceSku(sku.id, 1, { price: String(index + 1) })),
    );
    expect((await Promise.all(tries)).filter((answer) => answer === 'no refusal')).toHaveLength(1);
    expect(await getSku(sku.id)).toMatchObject({ version: 2 });
  });

  it('pieces come, go and are ordered, and none is sold that is not there', async () => {
    const sku = await createSku((await createProduct()).id);
    await changeStock(sku.id, 10);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        refusalOf(index % 5 === 0 ? changeStock(sku.id, 1) : index % 5 === 1 ? changeStock(sku.id, -2) : order(sku.id)),
      ),
    );
    expect(new Set(results.map((result) => result.split(' ')[0]))).toEqual(new Set(['no', 'OUT_OF_STOCK']));
    const done = (kind: (index: number) => boolean) =>
      results.filter((result, index) => kind(index) && result === 'no refusal').length;
    const ordered = done((index) => index % 5 > 1);
    const left = 10 + done((index) => index % 5 === 0) - 2 * done((index) => index % 5 === 1) - ordered;
    expect(await stockOf(db.dataSource, sku.id)).toEqual([left, ordered, 0]);
    await expectStockAddsUp(db.dataSource);
  });
});
