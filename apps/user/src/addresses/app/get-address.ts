import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { Address } from '../domain/address.js';
import { AddressNotFound } from '../domain/address-errors.js';
import { AddressBook } from './ports.js';

@Injectable()
export class GetAddress {
  constructor(private readonly addressBook: AddressBook) {}

  async run(userId: string, addressId: string): Promise<Address> {
    const address = await this.addressBook.find(entityId(addressId, 'id'), userId);
    if (!address) throw new AddressNotFound();
    return address;
  }
}
