import { fen } from '@minisuite/kernel';
import type { ShelvedProduct, ShelvedSku } from '../../domain/shelved.js';

export const PRODUCT_COLUMNS =
  'id, title, image_url AS imageUrl, category, active AS onSale, version, created_at AS createdAt';
export const SKU_COLUMNS =
  'id, product_id AS productId, title, price, position, active AS onSale, version, available, reserved, sold, created_at AS createdAt';

export type ProductRow = Omit<ShelvedProduct, 'onSale'> & { readonly onSale: number };
export type SkuRow = Omit<ShelvedSku, 'onSale' | 'price'> & { readonly onSale: number; readonly price: string };

export function productOfRow(row: ProductRow): ShelvedProduct {
  return { ...row, onSale: row.onSale === 1 };
}

export function skuOfRow(row: SkuRow): ShelvedSku {
  return { ...row, onSale: row.onSale === 1, price: fen(row.price) };
}
