import { auditMigrations } from '@minisuite/audit';
import { messagingMigrations } from '@minisuite/messaging';
import { CreateMessaging1764000000000 } from './inbox/adapters/mysql/migrations/1764000000000-create-messaging.js';
import { CreateInbox1764000000001 } from './inbox/adapters/mysql/migrations/1764000000001-create-inbox.js';
import { IndexDeliveries1780000000000 } from './subscriptions/adapters/mysql/migrations/1780000000000-index-deliveries.js';
import { CreateSubscriptions1764000000002 } from './subscriptions/adapters/mysql/migrations/1764000000002-create-subscriptions.js';

export const migrations = [
  CreateMessaging1764000000000,
  CreateInbox1764000000001,
  CreateSubscriptions1764000000002,
  ...auditMigrations,
  ...messagingMigrations,
  IndexDeliveries1780000000000,
];
