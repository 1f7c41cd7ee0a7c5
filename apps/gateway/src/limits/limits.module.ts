import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CallerLimitGuard } from './caller-limit.guard.js';
import { RateLimits } from './rate-limits.js';

@Module({ providers: [RateLimits, { provide: APP_GUARD, useClass: CallerLimitGuard }] })
export class LimitsModule {}
