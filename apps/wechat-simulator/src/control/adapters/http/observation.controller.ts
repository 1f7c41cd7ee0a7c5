import { Controller, Get, Query } from '@nestjs/common';
import { MerchantAccount } from '../../../account/domain/merchant-account.js';
import { PayState } from '../../../pay/app/pay-state.js';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { tradeView } from './trade-view.js';

/** What WeChat Pay knows, newest first. */
@Controller('_control')
export class ObservationController {
  constructor(
    private readonly account: MerchantAccount,
    private readonly pay: PayState,
    private readonly clock: SimulatedClock,
  ) {}

  /** No secret, so that a demo can find the template ids of a simulator whose files it cannot read. */
  @Get('merchant')
  merchant(): object {
    const { appId, mchId, templates } = this.account;
    return { appId, mchId, templateIds: Object.values(templates).map(({ id }) => id) };
  }

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
