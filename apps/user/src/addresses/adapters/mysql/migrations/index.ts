import type { MigrationClass } from '@minisuite/database';
import { CreateAddresses1767225600004 } from './create-addresses.js';
import { SealAddresses1780000000002 } from './seal-addresses.js';

export const addressMigrations: MigrationClass[] = [CreateAddresses1767225600004, SealAddresses1780000000002];
