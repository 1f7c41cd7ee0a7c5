import type { MigrationClass } from '@minisuite/database';
import { AddDeviceKeys1769904000001 } from './add-device-keys.js';
import { ComputeLevels1780000000007 } from './compute-levels.js';
import { CreateAccounts1767225600001 } from './create-accounts.js';
import { CreateDrafts1780000040000 } from './create-drafts.js';
import { CreateRefreshTokens1767225600003 } from './create-refresh-tokens.js';
import { CreateSessions1767225600002 } from './create-sessions.js';
import { IndexPhones1780000000003 } from './index-phones.js';
import { SealPersonalData1780000000001 } from './seal-personal-data.js';

export const identityMigrations: MigrationClass[] = [
  CreateAccounts1767225600001,
  CreateSessions1767225600002,
  CreateRefreshTokens1767225600003,
  AddDeviceKeys1769904000001,
  SealPersonalData1780000000001,
  IndexPhones1780000000003,
  ComputeLevels1780000000007,
  CreateDrafts1780000040000,
];
