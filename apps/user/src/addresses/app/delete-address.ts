import { REQUEST } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import { AddressNotFound } from '../domain/address-errors.js';
import { AddressTransactions } from './ports.js';

@Injectable()
export class DeleteAddress {
  constructor(private readonly transactions: AddressTransactions) {}

  async run(userId: string, addressId: string): Promise<void> {
    const id = entityId(addressId, 'id');
    await this.transactions.run(REQUEST, async ({ owners, addresses }) => {
      await owners.lock(userId);
      if (!(await addresses.remove(id, userId))) throw new AddressNotFound();
    });
  }
}
