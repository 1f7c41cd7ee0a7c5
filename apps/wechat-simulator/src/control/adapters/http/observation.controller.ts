import { Controller, Get, Query } from '@nestjs/common';
import { PayState } from '../../../pay/app/pay-state.js';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { tradeView } from './trade-view.js';

/** What WeChat Pay knows, newest first. */
@Controller('_control')
export class ObservationController {
  constructor(
    private readonly pay: PayState,
    private readonly clock: SimulatedClock,
  ) {}

  @Get('trades')
  trades(@Query('outTradeNo') outTradeNo?: string): object {
    const now = this.clock.now();
    const { trades } = this.pay;
    const one = outTradeNo === undefined ? undefined : trades.ofOutTradeNo(outTradeNo);
    const found = outTradeNo === undefined ? trades.newestFirst() : one ? [one] : [];
    const items = found.map((trade) => tradeView(trade, this.pay.notificationsOf(trade.request.outTradeNo), now));
    return { items };
  }

  @Get('refunds')
  refunds(): object {
    return { items: [] };
  }
}
