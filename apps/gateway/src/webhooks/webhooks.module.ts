import { Module } from '@nestjs/common';
import { WechatMessagesController } from './wechat-messages.controller.js';
import { WechatPayController } from './wechat-pay.controller.js';

@Module({ controllers: [WechatPayController, WechatMessagesController] })
export class WebhooksModule {}
