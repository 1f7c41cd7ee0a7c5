import { decodeCursor, type Page, pageLimit, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { OperatorAccount } from '../domain/operator.js';
import { OperatorDirectory } from './ports.js';

@Injectable()
export class ListOperators {
  constructor(private readonly directory: OperatorDirectory) {}

  /** Newest first; a limit of 0 means the usual one. */
  async run(limit: number, cursor: string): Promise<Page<OperatorAccount>> {
    const count = pageLimit(limit);
    const before = decodeCursor(cursor);
    return pageOf(await this.directory.list(before && entityId(before, 'cursor'), count + 1), count);
  }
}
