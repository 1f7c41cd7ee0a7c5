import type { userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import type { addressPageSchema, addressSchema } from './addresses.schemas.js';

type Address = z.infer<typeof addressSchema>;

export function toAddress(address: userV1.Address | null): Address {
  const { id, fields, createdAt } = promised(address, 'address');
  const { name, phone, province, city, district, detail, postalCode, isDefault } = promised(fields, 'fields');
  const created = dateOf(createdAt).toISOString();
  return { id, name, phone, province, city, district, detail, postalCode, isDefault, createdAt: created };
}

export function toAddressPage(answer: userV1.ListAddressesResponse): z.infer<typeof addressPageSchema> {
  return { items: answer.addresses.map(toAddress), nextCursor: answer.nextCursor || null };
}
