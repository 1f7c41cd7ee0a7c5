import { Body, Controller, Get, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import type { z } from 'zod';
import { MiniProgramState } from '../../../mini-program/app/mini-program-state.js';
import { ConfirmPayment } from '../../../pay/app/confirm-payment.js';
import { AnswerSubscribeDialog } from '../../app/answer-subscribe-dialog.js';
import { IssueCodes } from '../../app/issue-codes.js';
import { ControlBody } from './control-body.pipe.js';
import { ControlErrorFilter } from './control-error.filter.js';
import { loginCodeSchema, paySchema, phoneCodeSchema, subscribeSchema } from './control-schemas.js';

/** The phone in the user's hand. */
@Controller('_control')
@UseFilters(ControlErrorFilter)
export class UserController {
  constructor(
    private readonly issueCodes: IssueCodes,
    private readonly confirmPayment: ConfirmPayment,
    private readonly answerSubscribeDialog: AnswerSubscribeDialog,
    private readonly state: MiniProgramState,
  ) {}

  @Post('login-codes')
  @HttpCode(200)
  loginCode(@Body(new ControlBody(loginCodeSchema)) body: z.infer<typeof loginCodeSchema>): object {
    return { code: this.issueCodes.login({ openid: body.openid, unionid: body.unionid }) };
  }

  @Post('phone-codes')
  @HttpCode(200)
  phoneCode(@Body(new ControlBody(phoneCodeSchema)) body: z.infer<typeof phoneCodeSchema>): object {
    return { code: this.issueCodes.phone(body) };
  }

  @Post('pay')
  @HttpCode(200)
  pay(@Body(new ControlBody(paySchema)) body: z.infer<typeof paySchema>): object {
    return { transactionId: this.confirmPayment.run(body) };
  }

  @Post('subscribe')
  @HttpCode(200)
  subscribe(@Body(new ControlBody(subscribeSchema)) body: z.infer<typeof subscribeSchema>): object {
    return { remaining: this.answerSubscribeDialog.run(body) };
  }

  @Get('sent-messages')
  sentMessages(@Query('openid') openid?: string): object {
    return {
      items: this.state.sent.filter((message) => openid === undefined || message.openid === openid).toReversed(),
    };
  }
}
