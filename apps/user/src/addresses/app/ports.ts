import { Transactions } from '@minisuite/database';
import type { Address } from '../domain/address.js';

/** The owner's row is the lock under which the number of addresses and the default are decided. */
export abstract class Owners {
  abstract lock(userId: string): Promise<boolean>;
}

export abstract class Addresses {
  abstract count(userId: string): Promise<number>;
  /** Null also when it is somebody else's. */
  abstract find(id: string, userId: string): Promise<Address | null>;
  abstract clearDefault(userId: string): Promise<void>;
  abstract add(address: Address): Promise<void>;
  abstract save(address: Address): Promise<void>;
  /** False when this user has no such address. */
  abstract remove(id: string, userId: string): Promise<boolean>;
}

export interface AddressRepositories {
  readonly owners: Owners;
  readonly addresses: Addresses;
}

export abstract class AddressTransactions extends Transactions<AddressRepositories> {}

export abstract class AddressBook {
  abstract find(id: string, userId: string): Promise<Address | null>;
  /** Newest first, from below the id `before`. */
  abstract list(userId: string, before: string | null, count: number): Promise<Address[]>;
}
