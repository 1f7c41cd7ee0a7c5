import type { ApiKeyScope } from '@minisuite/contracts';

/** What an admin says of a key. */
export interface ApiKeyFields {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  /** Addresses and networks; none means from anywhere. */
  readonly networks: readonly string[];
  readonly expiresAt: Date | null;
}

/** One of the texts that are good for a key: two while it is being rotated. */
export interface ApiKeySecret {
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface ApiKey extends ApiKeyFields {
  readonly id: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export interface ApiKeyWithSecrets extends ApiKey {
  /** Newest first. */
  readonly secrets: readonly ApiKeySecret[];
}

/** A key by one of its secrets. */
export interface PresentedKey {
  readonly key: ApiKey;
  readonly secretId: string;
  readonly secretExpiresAt: Date | null;
}
