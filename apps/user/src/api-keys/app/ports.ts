import { Transactions } from '@minisuite/database';
import type { AuditTrail, Operators } from '../../operators/app/ports.js';
import type { ApiKey, ApiKeyWithSecrets, PresentedKey } from '../domain/api-key.js';

export interface NewKey {
  /** What the partner gets, once. */
  readonly text: string;
  /** SHA-256 in hex: a text that is random enough is kept by a fast hash as well as by a slow one. */
  readonly hash: string;
  /** What may be shown of it. */
  readonly prefix: string;
}

export abstract class NewKeys {
  abstract next(): NewKey;
}

export interface NewSecret extends Omit<NewKey, 'text'> {
  readonly id: string;
  readonly createdAt: Date;
}

export abstract class ApiKeys {
  abstract add(key: ApiKey): Promise<void>;
  abstract lock(id: string): Promise<ApiKey | undefined>;
  abstract save(key: ApiKey): Promise<void>;
  abstract addSecret(keyId: string, secret: NewSecret): Promise<void>;
  /** Lets the newest secret end then, and those before it now, if they do not end earlier. */
  abstract endSecrets(keyId: string, newestEndsAt: Date, now: Date): Promise<void>;
}

export abstract class ApiKeyDirectory {
  /** Newest first. */
  abstract list(before: string | null, count: number): Promise<ApiKeyWithSecrets[]>;
  abstract get(id: string): Promise<ApiKeyWithSecrets | undefined>;
  abstract byHash(hash: string): Promise<PresentedKey | undefined>;
  /** Notes a use, unless one was noted in the minute before. */
  abstract noteUse(secretId: string, at: Date): Promise<void>;
}

export interface ApiKeyRepositories {
  readonly apiKeys: ApiKeys;
  readonly operators: Operators;
  readonly audit: AuditTrail;
}

export abstract class ApiKeyTransactions extends Transactions<ApiKeyRepositories> {}
