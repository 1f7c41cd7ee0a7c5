import type { AddressFields } from './address-fields.js';

export const MAX_ADDRESSES = 50;

export interface Address {
  readonly id: string;
  readonly userId: string;
  readonly fields: AddressFields;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
