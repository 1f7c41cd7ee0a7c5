import { Module } from '@nestjs/common';
import { AuditLogController } from './audit-log/audit-log.controller.js';
import { AdminAuthController } from './auth/admin-auth.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';

@Module({ controllers: [AdminAuthController, DeadLettersController, AuditLogController] })
export class AdminModule {}
