import { Controller, Get, Query, UseFilters } from '@nestjs/common';
import type { z } from 'zod';
import { MerchantAccount } from '../../../account/domain/merchant-account.js';
import { MiniProgramState } from '../../../mini-program/app/mini-program-state.js';
import { PayState } from '../../../pay/app/pay-state.js';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { ControlErrorFilter } from './control-error.filter.js';
import { ControlQuery } from './control-query.pipe.js';
import { refundsQuery, tradesQuery } from './control-schemas.js';
import { briefTradeView, refundView, tradeView } from './trade-view.js';

/** What WeChat knows, newest first. */
@Controller('_control')
@UseFilters(ControlErrorFilter)
export class ObservationController {
  constructor(
    private readonly account: MerchantAccount,
    private readonly pay: PayState,
    private readonly miniProgram: MiniProgramState,
    private readonly clock: SimulatedClock,
  ) {}

  /** No secret, so that a demo can find the template ids of a simulator whose files it cannot read. */
  @Get('merchant')
  merchant(): object {
    const { appId, mchId, templates } = this.account;
    return { appId, mchId, templateIds: Object.values(templates).map(({ id }) => id) };
  }

  @Get('trades')
  trades(@Query(new ControlQuery(tradesQuery)) { outTradeNo, limit, brief }: z.infer<typeof tradesQuery>): object {
    const now = this.clock.now();
    const { trades } = this.pay;
    const found = outTradeNo === undefined ? trades.newestFirst() : one(trades.ofOutTradeNo(outTradeNo));
    const view = brief === 'true' ? briefTradeView : tradeView;
    return { items: found.slice(0, limit).map((trade) => view(trade, this.pay, now)) };
  }

  @Get('refunds')
  refunds(@Query(new ControlQuery(refundsQuery)) query: z.infer<typeof refundsQuery>): object {
    const { outRefundNo, outTradeNo, limit } = query;
    const { refunds } = this.pay;
    const found = outRefundNo === undefined ? refunds.newestFirst() : one(refunds.ofOutRefundNo(outRefundNo));
    const wanted = found.filter(({ trade }) => outTradeNo === undefined || trade.request.outTradeNo === outTradeNo);
    return { items: wanted.slice(0, limit).map((refund) => refundView(refund, this.pay)) };
  }

  @Get('shipments')
  shipments(): object {
    return { items: this.miniProgram.shipments.newestFirst() };
  }
}

function one<T>(found: T | undefined): T[] {
  return found === undefined ? [] : [found];
}
