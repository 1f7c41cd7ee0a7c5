import type { ProductFields, SkuFields } from './shelved.js';

type Plain<T> = { readonly [K in keyof T]: T[K] };

/** As it is kept: without blanks around it. */
export function productOf({ title, imageUrl, category, onSale }: ProductFields): Plain<ProductFields> {
  return { title: title.trim(), imageUrl, category: category.trim(), onSale };
}

/** As it is kept: without blanks around it. */
export function skuOf({ title, price, position, onSale }: SkuFields): Plain<SkuFields> {
  return { title: title.trim(), price, position, onSale };
}
