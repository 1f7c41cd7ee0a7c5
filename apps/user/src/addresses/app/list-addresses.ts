import { decodeCursor, type Page, pageLimit, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { Address } from '../domain/address.js';
import { AddressBook } from './ports.js';

@Injectable()
export class ListAddresses {
  constructor(private readonly addressBook: AddressBook) {}

  /** Newest first; a limit of 0 means the usual one. */
  async run(userId: string, limit: number, cursor: string): Promise<Page<Address>> {
    const count = pageLimit(limit);
    const before = decodeCursor(cursor);
    const rows = await this.addressBook.list(userId, before && entityId(before, 'cursor'), count + 1);
    return pageOf(rows, count);
  }
}
