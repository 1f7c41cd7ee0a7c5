import { describe, expect, it } from '@jest/globals';
import { DEMO_PRODUCTS } from './demo-products.js';

const skus = DEMO_PRODUCTS.flatMap((product) => product.skus);

describe('the demo catalogue', () => {
  it('has thirteen products in four categories', () => {
    expect(DEMO_PRODUCTS).toHaveLength(13);
    expect(new Set(DEMO_PRODUCTS.map(({ category }) => category))).toEqual(new Set(['茶饮', '咖啡', '点心', '周边']));
  });

  it('has one to three SKUs each, and no id twice', () => {
    for (const { skus } of DEMO_PRODUCTS) expect([1, 2, 3]).toContain(skus.length);
    expect(new Set(skus.map(({ id }) => id)).size).toBe(skus.length);
    expect(new Set(DEMO_PRODUCTS.map(({ slug }) => slug)).size).toBe(DEMO_PRODUCTS.length);
  });

  it('prices in whole fen and has one SKU sold out and one nearly', () => {
    for (const { price } of skus) expect(Number.isInteger(price) && price > 0).toBe(true);
    expect(skus.map(({ stock }) => stock).filter((stock) => stock !== 200)).toEqual([3, 0]);
  });
});
