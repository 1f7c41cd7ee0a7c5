import { orderV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import type { shelvedProductSchema, shelvedSkuSchema } from './assortment.schemas.js';

export function toShelf(onSale: 'true' | 'false' | undefined): orderV1.Shelf {
  if (onSale === undefined) return orderV1.Shelf.SHELF_UNSPECIFIED;
  return onSale === 'true' ? orderV1.Shelf.SHELF_ON_SALE : orderV1.Shelf.SHELF_OFF_SALE;
}

/** The picture stays as it is kept, so that what was read can be written back. */
export function toShelvedProduct(product: orderV1.ShelvedProduct | null): z.infer<typeof shelvedProductSchema> {
  const { id, fields, version, createdAt, skus } = promised(product, 'product');
  const { title, imageUrl, category, onSale } = promised(fields, 'fields');
  const created = dateOf(createdAt).toISOString();
  return { id, title, imageUrl, category, onSale, version, createdAt: created, skus: skus.map(toShelvedSku) };
}

export function toShelvedSku(sku: orderV1.ShelvedSku | null): z.infer<typeof shelvedSkuSchema> {
  const { id, productId, fields, version, available, reserved, sold, createdAt } = promised(sku, 'SKU');
  const { title, price, position, onSale } = promised(fields, 'fields');
  const told = { title, price: fen(price), position, onSale };
  return { id, productId, ...told, version, available, reserved, sold, createdAt: dateOf(createdAt).toISOString() };
}
