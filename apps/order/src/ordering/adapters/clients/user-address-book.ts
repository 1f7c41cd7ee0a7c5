import { userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { isDomainError } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { AddressBook } from '../../app/ports.js';
import { AddressNotFound } from '../../domain/order-errors.js';
import type { ShippingAddress } from '../../domain/order-state.js';

export const USER_CLIENT = Symbol('user client');

/** Asks the user service in the name of the caller, so that nobody can have goods sent to somebody else's address. */
@Injectable()
export class UserAddressBook extends AddressBook {
  constructor(@Inject(USER_CLIENT) private readonly users: PromiseClient<userV1.UserServiceClient>) {
    super();
  }

  async get(addressId: string): Promise<ShippingAddress> {
    const fields = await this.fieldsOf(addressId);
    if (!fields) throw new AddressNotFound();
    const { name, phone, province, city, district, detail, postalCode } = fields;
    return { name, phone, province, city, district, detail, postalCode };
  }

  private async fieldsOf(id: string): Promise<userV1.AddressFields | null> {
    try {
      return (await this.users.getAddress({ id })).address?.fields ?? null;
    } catch (error) {
      if (isDomainError(error) && error.kind === 'not_found') return null;
      throw error;
    }
  }
}
