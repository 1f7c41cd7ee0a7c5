import type { Address } from '../../domain/address.js';

export interface AddressRow {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
  readonly postal_code: string;
  readonly default_of: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const ADDRESS_COLUMNS =
  'id, user_id, name, phone, province, city, district, detail, postal_code, default_of, created_at, updated_at';

export function addressOf(row: AddressRow): Address {
  const { name, phone, province, city, district, detail, postal_code: postalCode } = row;
  return {
    id: String(row.id),
    userId: String(row.user_id),
    fields: { name, phone, province, city, district, detail, postalCode, isDefault: row.default_of !== null },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
