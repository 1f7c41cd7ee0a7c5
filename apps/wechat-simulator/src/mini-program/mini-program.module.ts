import { type DynamicModule, Module } from '@nestjs/common';
import { ImageCheckController } from './adapters/http/image-check.controller.js';
import { LoginController } from './adapters/http/login.controller.js';
import { PhoneController } from './adapters/http/phone.controller.js';
import { ShippingController } from './adapters/http/shipping.controller.js';
import { SubscribeMessageController } from './adapters/http/subscribe-message.controller.js';
import { TextCheckController } from './adapters/http/text-check.controller.js';
import { TokenController } from './adapters/http/token.controller.js';
import { CheckImage } from './app/check-image.js';
import { CheckText } from './app/check-text.js';
import { ExchangeLoginCode } from './app/exchange-login-code.js';
import { IssueAccessToken } from './app/issue-access-token.js';
import { MiniProgramState } from './app/mini-program-state.js';
import { PushSettings } from './app/ports.js';
import { PushEvent } from './app/push-event.js';
import { ReadPhoneNumber } from './app/read-phone-number.js';
import { SendSubscribeMessage } from './app/send-subscribe-message.js';
import { UploadShippingInfo } from './app/upload-shipping-info.js';

@Module({})
export class MiniProgramModule {
  /** WeChat Pay knows the orders whose shipment is reported here. */
  static beside(pay: DynamicModule, push: PushSettings): DynamicModule {
    return {
      module: MiniProgramModule,
      imports: [pay],
      controllers: [
        LoginController,
        TokenController,
        PhoneController,
        SubscribeMessageController,
        ShippingController,
        TextCheckController,
        ImageCheckController,
      ],
      providers: [
        MiniProgramState,
        ExchangeLoginCode,
        IssueAccessToken,
        ReadPhoneNumber,
        SendSubscribeMessage,
        UploadShippingInfo,
        CheckText,
        CheckImage,
        PushEvent,
        { provide: PushSettings, useValue: push },
      ],
      exports: [MiniProgramState],
    };
  }
}
