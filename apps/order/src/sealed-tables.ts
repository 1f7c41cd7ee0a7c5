import type { SealedTable } from '@minisuite/encryption';

/** Where this service keeps what is sealed. */
export const sealedTables: readonly SealedTable[] = [{ table: 'orders', columns: ['address'] }];
