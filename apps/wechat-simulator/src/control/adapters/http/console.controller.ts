import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import type { z } from 'zod';
import { CloseUnasked } from '../../../pay/app/close-unasked.js';
import { SettleRefund } from '../../../pay/app/settle-refund.js';
import { ControlBody } from './control-body.pipe.js';
import { ControlErrorFilter } from './control-error.filter.js';
import { closeSchema, settleSchema } from './control-schemas.js';

/** What somebody does in the merchant's console at WeChat, past the merchant's own programs. */
@Controller('_control')
@UseFilters(ControlErrorFilter)
export class ConsoleController {
  constructor(
    private readonly closeUnasked: CloseUnasked,
    private readonly settleRefund: SettleRefund,
  ) {}

  @Post('close')
  @HttpCode(200)
  close(@Body(new ControlBody(closeSchema)) { outTradeNo }: z.infer<typeof closeSchema>): object {
    this.closeUnasked.run(outTradeNo);
    return { state: 'CLOSED' };
  }

  @Post('refunds/settle')
  @HttpCode(200)
  settle(@Body(new ControlBody(settleSchema)) body: z.infer<typeof settleSchema>): object {
    return { status: this.settleRefund.run(body).status };
  }
}
