import { Module } from '@nestjs/common';
import { ContentModule } from '../content/content.module.js';
import { PushController } from './adapters/grpc/push.controller.js';
import { RedisRecentPushes } from './adapters/redis/redis-recent-pushes.js';
import { WechatSignedPushes } from './adapters/wechat/wechat-signed-pushes.js';
import { HandlePush } from './app/handle-push.js';
import { RecentPushes, SignedPushes } from './app/ports.js';
import { VerifyPushUrl } from './app/verify-push-url.js';

@Module({
  imports: [ContentModule],
  controllers: [PushController],
  providers: [
    VerifyPushUrl,
    HandlePush,
    { provide: SignedPushes, useClass: WechatSignedPushes },
    { provide: RecentPushes, useClass: RedisRecentPushes },
  ],
})
export class PushModule {}
