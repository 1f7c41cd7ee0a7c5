import { DomainError } from '@minisuite/kernel';
import { MAX_ADDRESSES } from './address.js';

/** Also when the address is somebody else's. */
export class AddressNotFound extends DomainError {
  constructor() {
    super('not_found', 'NOT_FOUND', 'There is no such address.');
  }
}

export class TooManyAddresses extends DomainError {
  constructor() {
    super('conflict', 'CONFLICT', `A user can have at most ${MAX_ADDRESSES} addresses.`);
  }
}
