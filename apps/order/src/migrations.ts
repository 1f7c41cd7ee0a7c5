import { auditMigrations } from '@minisuite/audit';
import type { MigrationClass } from '@minisuite/database';
import { messagingMigrations } from '@minisuite/messaging';
import { CreateOrderRefund1767225611000 } from './after-sales/adapters/mysql/migrations/1767225611000-create-order-refund.js';
import { VersionAssortment1780000002000 } from './assortment/adapters/mysql/migrations/1780000002000-version-assortment.js';
import { CreateCatalogue1764000000000 } from './catalogue/adapters/mysql/migrations/1764000000000-create-catalogue.js';
import { CreateMessaging1764000002000 } from './ordering/adapters/mysql/migrations/1764000002000-create-messaging.js';
import { CreateOrdering1764000003000 } from './ordering/adapters/mysql/migrations/1764000003000-create-ordering.js';
import { CloseOrders1767225610000 } from './ordering/adapters/mysql/migrations/1767225610000-close-orders.js';
import { CheckRemarks1780000010000 } from './ordering/adapters/mysql/migrations/1780000010000-check-remarks.js';
import { CreateReviews1780000020000 } from './reviews/adapters/mysql/migrations/1780000020000-create-reviews.js';
import { CreateStockMovement1764000001000 } from './stock/adapters/mysql/migrations/1764000001000-create-stock-movement.js';

export const migrations: MigrationClass[] = [
  CreateCatalogue1764000000000,
  CreateStockMovement1764000001000,
  CreateMessaging1764000002000,
  CreateOrdering1764000003000,
  ...auditMigrations,
  ...messagingMigrations,
  CloseOrders1767225610000,
  CreateOrderRefund1767225611000,
  CheckRemarks1780000010000,
  VersionAssortment1780000002000,
  CreateReviews1780000020000,
];
