import { Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CreateRefund } from '../../app/create-refund.js';
import { QueryRefund } from '../../app/query-refund.js';
import { payJson } from './pay-body.js';
import { PayEndpoint } from './pay-endpoint.js';

@PayEndpoint('refund/domestic/refunds')
export class RefundsController {
  constructor(
    private readonly createRefund: CreateRefund,
    private readonly queryRefund: QueryRefund,
  ) {}

  @Post()
  @HttpCode(200)
  refund(@Req() request: FastifyRequest): object {
    return this.createRefund.run(payJson(request));
  }

  @Get(':outRefundNo')
  byOutRefundNo(@Param('outRefundNo') outRefundNo: string): object {
    return this.queryRefund.run(outRefundNo);
  }
}
