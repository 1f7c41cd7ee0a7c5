import type { SealedTable } from '@minisuite/encryption';
import { SEALED_COLUMNS as addressColumns } from './addresses/adapters/mysql/address-row.js';
import { SEALED_COLUMNS as accountColumns } from './identity/adapters/mysql/account-row.js';
import { SEALED_COLUMNS as operatorTotpColumns } from './operators/adapters/mysql/mysql-second-factors.js';

/** Where this service keeps what is sealed. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'account', columns: accountColumns },
  { table: 'address', columns: addressColumns },
  { table: 'operator_totp', columns: operatorTotpColumns },
];
