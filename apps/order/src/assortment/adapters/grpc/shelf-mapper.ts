import { orderV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { ProductFields, ProductWithSkus, ShelvedSku, SkuFields } from '../../domain/shelved.js';

const NO_PRODUCT: orderV1.ProductFields = { title: '', imageUrl: '', category: '', onSale: false };
const NO_SKU: orderV1.SkuFields = { title: '', price: '0', position: 0, onSale: false };

export function fromWireProduct(fields: orderV1.ProductFields | null): ProductFields {
  return fields ?? NO_PRODUCT;
}

export function fromWireSku(fields: orderV1.SkuFields | null): SkuFields {
  const { price, ...rest } = fields ?? NO_SKU;
  return { ...rest, price: fen(price) };
}

/** Null when it does not matter. */
export function fromWireShelf(shelf: orderV1.Shelf): boolean | null {
  return shelf === orderV1.Shelf.SHELF_UNSPECIFIED ? null : shelf === orderV1.Shelf.SHELF_ON_SALE;
}

export function toWireProduct(product: ProductWithSkus): orderV1.ShelvedProduct {
  const { id, title, imageUrl, category, onSale, version, createdAt, skus } = product;
  const fields = { title, imageUrl, category, onSale };
  return { id, fields, version, createdAt: toTimestamp(createdAt), skus: skus.map(toWireSku) };
}

export function toWireSku(sku: ShelvedSku): orderV1.ShelvedSku {
  const { id, productId, title, price, position, onSale, version, available, reserved, sold, createdAt } = sku;
  const fields = { title, price: String(price), position, onSale };
  return { id, productId, fields, version, available, reserved, sold, createdAt: toTimestamp(createdAt) };
}
