import type { userV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import type { Address } from '../../domain/address.js';
import type { AddressFields } from '../../domain/address-fields.js';

export function toAddress({ id, fields, createdAt }: Address): userV1.Address {
  return { id, fields: { ...fields }, createdAt: toTimestamp(createdAt) };
}

export function fieldsOf(fields: userV1.AddressFields | null): AddressFields {
  if (fields) return fields;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The address is missing.', [
    { path: 'fields', message: 'is missing' },
  ]);
}
