import { auditMigrations } from '@minisuite/audit';
import { messagingMigrations } from '@minisuite/messaging';
import { CreateIdempotency1764000000002 } from './idempotency/adapters/mysql/migrations/1764000000002-create-idempotency.js';
import { CreateMoneyLoop1767700000000 } from './ledger/adapters/mysql/migrations/1767700000000-create-money-loop.js';
import { CreateMessaging1764000000000 } from './payments/adapters/mysql/migrations/1764000000000-create-messaging.js';
import { CreatePayment1764000000001 } from './payments/adapters/mysql/migrations/1764000000001-create-payment.js';
import { CreateReconciliation1767800000000 } from './reconciliation/adapters/mysql/migrations/1767800000000-create-reconciliation.js';
import { CreateShippingReport1767700000200 } from './shipping/adapters/mysql/migrations/1767700000200-create-shipping-report.js';

export const migrations = [
  CreateMessaging1764000000000,
  CreatePayment1764000000001,
  CreateIdempotency1764000000002,
  ...auditMigrations,
  ...messagingMigrations,
  CreateMoneyLoop1767700000000,
  CreateShippingReport1767700000200,
  CreateReconciliation1767800000000,
];
