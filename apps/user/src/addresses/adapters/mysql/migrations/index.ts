import type { MigrationClass } from '@minisuite/database';
import { CreateAddresses1767225600004 } from './create-addresses.js';

export const addressMigrations: MigrationClass[] = [CreateAddresses1767225600004];
