import { decodeCursor, type Page, pageLimit, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../../identity/domain/entity-id.js';
import type { ApiKeyWithSecrets } from '../domain/api-key.js';
import { ApiKeyNotFound } from '../domain/api-key-errors.js';
import { ApiKeyDirectory } from './ports.js';

@Injectable()
export class LookUpApiKeys {
  constructor(private readonly directory: ApiKeyDirectory) {}

  /** Newest first; a limit of 0 means the usual one. */
  async list(limit: number, cursor: string): Promise<Page<ApiKeyWithSecrets>> {
    const count = pageLimit(limit);
    const before = decodeCursor(cursor);
    return pageOf(await this.directory.list(before && entityId(before, 'cursor'), count + 1), count);
  }

  /** Throws NOT_FOUND. */
  async get(id: string): Promise<ApiKeyWithSecrets> {
    const key = await this.directory.get(entityId(id, 'id'));
    if (!key) throw new ApiKeyNotFound();
    return key;
  }
}
