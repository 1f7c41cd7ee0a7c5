import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../../identity/domain/identity-errors.js';
import { type Address, MAX_ADDRESSES } from '../domain/address.js';
import { TooManyAddresses } from '../domain/address-errors.js';
import { type AddressFields, addressFields } from '../domain/address-fields.js';
import { AddressTransactions } from './ports.js';

@Injectable()
export class CreateAddress {
  constructor(
    private readonly transactions: AddressTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async run(userId: string, given: AddressFields): Promise<Address> {
    const fields = addressFields(given);
    return this.transactions.run(REQUEST, async ({ owners, addresses }) => {
      if (!(await owners.lock(userId))) throw new UserNotFound();
      if ((await addresses.count(userId)) >= MAX_ADDRESSES) throw new TooManyAddresses();
      const now = this.clock.now();
      const address = { id: this.ids.next(), userId, fields, createdAt: now, updatedAt: now };
      if (fields.isDefault) await addresses.clearDefault(userId);
      await addresses.add(address);
      return address;
    });
  }
}
