import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessTokenGuard } from './access-token.guard.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AuthController } from './auth.controller.js';
import { EndedSessions } from './ended-sessions.js';
import { PartnerKeys } from './partner-keys.js';

@Module({
  controllers: [AuthController],
  providers: [EndedSessions, PartnerKeys, AccessTokenStrategy, { provide: APP_GUARD, useClass: AccessTokenGuard }],
})
export class AuthModule {}
