import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { AdminProductsController } from './assortment/admin-products.controller.js';
import { AdminSkusController } from './assortment/admin-skus.controller.js';
import { AuditLogController } from './audit-log/audit-log.controller.js';
import { LoginAttempts } from './auth/login-attempts.js';
import { AdminAuthController } from './auth/admin-auth.controller.js';
import { AdminTotpController } from './auth/admin-totp.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { InvariantsController } from './invariants/invariants.controller.js';
import { OperatorsController } from './operators/operators.controller.js';
import { AdminOrdersController } from './orders/admin-orders.controller.js';
import { ReconciliationsController } from './reconciliations/reconciliations.controller.js';
import { AdminRefundsController } from './refunds/admin-refunds.controller.js';
import { AdminReviewsController } from './reviews/admin-reviews.controller.js';
import { AdminUsersController } from './users/admin-users.controller.js';
import { ShippingReportsController } from './shipping-reports/shipping-reports.controller.js';

@Module({
  providers: [LoginAttempts],
  controllers: [
    AdminAuthController,
    AdminTotpController,
    AdminProductsController,
    AdminSkusController,
    AdminOrdersController,
    AdminRefundsController,
    ShippingReportsController,
    ReconciliationsController,
    InvariantsController,
    DeadLettersController,
    AuditLogController,
    OperatorsController,
    ApiKeysController,
    AdminUsersController,
    AdminReviewsController,
  ],
})
export class AdminModule {}
