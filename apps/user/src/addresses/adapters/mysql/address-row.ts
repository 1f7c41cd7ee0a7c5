import type { FieldCipher } from '@minisuite/encryption';
import type { Address } from '../../domain/address.js';

/** Who lives where and how to call them. */
export const SEALED_COLUMNS = ['name', 'phone', 'province', 'city', 'district', 'detail', 'postal_code'] as const;

type SealedColumn = (typeof SEALED_COLUMNS)[number];

export interface AddressRow extends Readonly<Record<SealedColumn, string>> {
  readonly id: string;
  readonly user_id: string;
  readonly default_of: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const ADDRESS_COLUMNS = `id, user_id, ${SEALED_COLUMNS.join(', ')}, default_of, created_at, updated_at`;

export function addressOf(row: AddressRow, cipher: FieldCipher): Address {
  const id = String(row.id);
  const open = (column: SealedColumn) => cipher.open(row[column], { table: 'address', column, id });
  return {
    id,
    userId: String(row.user_id),
    fields: {
      name: open('name'),
      phone: open('phone'),
      province: open('province'),
      city: open('city'),
      district: open('district'),
      detail: open('detail'),
      postalCode: open('postal_code'),
      isDefault: row.default_of !== null,
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The values of SEALED_COLUMNS, in their order. */
export function sealedValues({ id, fields }: Address, cipher: FieldCipher): string[] {
  const { name, phone, province, city, district, detail, postalCode } = fields;
  const plain = { name, phone, province, city, district, detail, postal_code: postalCode };
  return SEALED_COLUMNS.map((column) => cipher.seal(plain[column], { table: 'address', column, id }));
}
