import { Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CloseTrade } from '../../app/close-trade.js';
import { CreatePrepay } from '../../app/create-prepay.js';
import { QueryTrade } from '../../app/query-trade.js';
import { payJson } from './pay-body.js';
import { PayEndpoint } from './pay-endpoint.js';

@PayEndpoint('pay/transactions')
export class TransactionsController {
  constructor(
    private readonly createPrepay: CreatePrepay,
    private readonly queryTrade: QueryTrade,
    private readonly closeTrade: CloseTrade,
  ) {}

  @Post('jsapi')
  @HttpCode(200)
  prepay(@Req() request: FastifyRequest): object {
    return { prepay_id: this.createPrepay.run(payJson(request)) };
  }

  @Get('out-trade-no/:outTradeNo')
  byOutTradeNo(@Req() request: FastifyRequest, @Param('outTradeNo') outTradeNo: string): object {
    return this.queryTrade.byOutTradeNo(outTradeNo, mchidOf(request));
  }

  @Get('id/:transactionId')
  byTransactionId(@Req() request: FastifyRequest, @Param('transactionId') transactionId: string): object {
    return this.queryTrade.byTransactionId(transactionId, mchidOf(request));
  }

  @Post('out-trade-no/:outTradeNo/close')
  @HttpCode(204)
  close(@Req() request: FastifyRequest, @Param('outTradeNo') outTradeNo: string): void {
    this.closeTrade.run(outTradeNo, payJson(request));
  }
}

function mchidOf(request: FastifyRequest): string | undefined {
  return new URL(request.url, 'http://simulator').searchParams.get('mchid') ?? undefined;
}
