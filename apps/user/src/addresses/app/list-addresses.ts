import { decodeCursor, DomainError, type Page, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { Address } from '../domain/address.js';
import { AddressBook } from './ports.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

@Injectable()
export class ListAddresses {
  constructor(private readonly addressBook: AddressBook) {}

  /** Newest first; a limit of 0 means the usual one. */
  async run(userId: string, limit: number, cursor: string): Promise<Page<Address>> {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'The limit is not valid.', [
        { path: 'limit', message: `must be 1 to ${MAX_LIMIT}` },
      ]);
    }
    const count = limit || DEFAULT_LIMIT;
    const before = decodeCursor(cursor);
    const rows = await this.addressBook.list(userId, before && entityId(before, 'cursor'), count + 1);
    return pageOf(rows, count);
  }
}
