import { Module } from '@nestjs/common';
import { WechatPayController } from './wechat-pay.controller.js';

@Module({ controllers: [WechatPayController] })
export class WebhooksModule {}
