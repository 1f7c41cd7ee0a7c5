import { describe, expect, it } from '@jest/globals';
import { assertProduct, assertRoom, assertSku, assertStockChange } from './assortment-input.js';

const product = { title: '西湖龙井', imageUrl: 'https://img.example/a.png', category: '茶饮', onSale: true };
const sku = { title: '袋装 50g', price: 5800, position: 0, onSale: true };

function faults(check: () => void): string[] | string {
  try {
    check();
    return [];
  } catch (error) {
    const { reason, details } = error as { reason: string; details: { path: string }[] };
    return reason === 'VALIDATION_FAILED' ? details.map(({ path }) => path) : reason;
  }
}

describe('a product', () => {
  it.each([
    {},
    { imageUrl: '/static/products/longjing.svg' },
    { imageUrl: 'https://img.example:8443/a.png' },
    { title: '茶'.repeat(128) },
    { onSale: false },
  ])('may be %j', (part) => expect(faults(() => assertProduct({ ...product, ...part }))).toEqual([]));

  it.each([
    [{ title: ' ' }, ['title']],
    [{ title: '茶'.repeat(129) }, ['title']],
    [{ title: 'a\nb', category: '' }, ['title', 'category']],
    [{ category: 'x'.repeat(33) }, ['category']],
    [{ imageUrl: 'http://img.example/a.png' }, ['imageUrl']],
    [{ imageUrl: 'javascript:alert(1)' }, ['imageUrl']],
    [{ imageUrl: 'https:///a.png' }, ['imageUrl']],
    [{ imageUrl: '//img.example/a.png' }, ['imageUrl']],
    [{ imageUrl: 'https://[/a.png' }, ['imageUrl']],
    [{ imageUrl: 'https://me@img.example/a.png' }, ['imageUrl']],
    [{ imageUrl: 'https://img.example/a b.png' }, ['imageUrl']],
    [{ imageUrl: `https://img.example/${'a'.repeat(500)}` }, ['imageUrl']],
  ])('may not be %j', (part, paths) => expect(faults(() => assertProduct({ ...product, ...part }))).toEqual(paths));
});

describe('a SKU', () => {
  it.each([{}, { price: 1 }, { price: 100_000_000 }, { position: 65_535 }])('may be %j', (part) =>
    expect(faults(() => assertSku({ ...sku, ...part }))).toEqual([]),
  );

  it.each([
    [{ title: '' }, ['title']],
    [{ price: 0 }, ['price']],
    [{ price: -1 }, ['price']],
    [{ price: 1.5 }, ['price']],
    [{ price: 100_000_001 }, ['price']],
    [{ price: Number.NaN, position: -1 }, ['price', 'position']],
    [{ position: 65_536 }, ['position']],
  ])('may not be %j', (part, paths) => expect(faults(() => assertSku({ ...sku, ...part }))).toEqual(paths));
});

describe('a change of stock', () => {
  it.each([
    [0, '盘点', ['delta']],
    [1.5, '盘点', ['delta']],
    [1_000_001, '盘点', ['delta']],
    [5, ' ', ['reason']],
    [5, '长'.repeat(201), ['reason']],
  ])('may not be %d because %j', (delta, reason, paths) =>
    expect(faults(() => assertStockChange(delta, reason))).toEqual(paths),
  );

  it('takes out what is available, and no piece more', () => {
    expect(faults(() => assertRoom(5, -5))).toEqual([]);
    expect(faults(() => assertRoom(5, -6))).toBe('OUT_OF_STOCK');
    expect(faults(() => assertRoom(999_999_999, 2))).toEqual(['delta']);
  });
});
