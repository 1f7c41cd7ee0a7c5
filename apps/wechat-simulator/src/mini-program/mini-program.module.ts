import { Module } from '@nestjs/common';
import { LoginController } from './adapters/http/login.controller.js';
import { PhoneController } from './adapters/http/phone.controller.js';
import { SubscribeMessageController } from './adapters/http/subscribe-message.controller.js';
import { TokenController } from './adapters/http/token.controller.js';
import { ExchangeLoginCode } from './app/exchange-login-code.js';
import { IssueAccessToken } from './app/issue-access-token.js';
import { MiniProgramState } from './app/mini-program-state.js';
import { ReadPhoneNumber } from './app/read-phone-number.js';
import { SendSubscribeMessage } from './app/send-subscribe-message.js';

@Module({
  controllers: [LoginController, TokenController, PhoneController, SubscribeMessageController],
  providers: [MiniProgramState, ExchangeLoginCode, IssueAccessToken, ReadPhoneNumber, SendSubscribeMessage],
  exports: [MiniProgramState],
})
export class MiniProgramModule {}
