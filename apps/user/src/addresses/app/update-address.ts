import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { Address } from '../domain/address.js';
import { AddressNotFound } from '../domain/address-errors.js';
import { type AddressFields, addressFields } from '../domain/address-fields.js';
import { AddressTransactions } from './ports.js';

/** Replaces all fields. */
@Injectable()
export class UpdateAddress {
  constructor(
    private readonly transactions: AddressTransactions,
    private readonly clock: Clock,
  ) {}

  async run(userId: string, addressId: string, given: AddressFields): Promise<Address> {
    const id = entityId(addressId, 'id');
    const fields = addressFields(given);
    return this.transactions.run(REQUEST, async ({ owners, addresses }) => {
      await owners.lock(userId);
      const known = await addresses.find(id, userId);
      if (!known) throw new AddressNotFound();
      const address = { ...known, fields, updatedAt: this.clock.now() };
      if (fields.isDefault && !known.fields.isDefault) await addresses.clearDefault(userId);
      await addresses.save(address);
      return address;
    });
  }
}
