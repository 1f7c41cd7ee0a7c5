import type { MigrationClass } from '@minisuite/database';
import { AddOperatorSuccessions1769904000002 } from './add-operator-successions.js';
import { CreateOperatorRefreshTokens1767225604003 } from './create-operator-refresh-tokens.js';
import { CreateOperatorSessions1767225604002 } from './create-operator-sessions.js';
import { CreateOperatorTotp1780000000006 } from './create-operator-totp.js';
import { CreateOperators1767225604001 } from './create-operators.js';
import { IndexSessionEnds1780000000004 } from './index-session-ends.js';

export const operatorMigrations: MigrationClass[] = [
  CreateOperators1767225604001,
  CreateOperatorSessions1767225604002,
  CreateOperatorRefreshTokens1767225604003,
  AddOperatorSuccessions1769904000002,
  IndexSessionEnds1780000000004,
  CreateOperatorTotp1780000000006,
];
