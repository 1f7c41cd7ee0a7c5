import { applyDecorators, Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.js';
import { PaymentClient, RefundClient } from '../clients/clients.js';
import { lowerCaseHeaders } from './lower-case-headers.js';
import { refusal } from './refusal.js';

type RequestHeaders = Record<string, string | string[] | undefined>;

const Webhook = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(204),
    RouteConfig({ webhook: true }),
    ApiOperation({ summary, description: 'Signed by WeChat Pay (`Wechatpay-*` headers); not for clients.' }),
    ApiBody({ schema: { type: 'object' } }),
    ApiResponse({ status: 204, description: 'Taken.' }),
    ApiResponse({ status: 400, description: 'The content is not for us.', standardSchema: refusal }),
    ApiResponse({ status: 401, description: 'The signature or its time is not valid.', standardSchema: refusal }),
    ApiResponse({ status: 503, description: 'Cannot be taken now: send it again.', standardSchema: refusal }),
  );

@ApiTags('webhooks')
@Controller('webhooks/wechat-pay')
@Public()
export class WechatPayController {
  constructor(
    private readonly payments: PaymentClient,
    private readonly refunds: RefundClient,
  ) {}

  @Post('payments')
  @Webhook('WeChat Pay tells that a user has paid')
  async payment(@Headers() headers: RequestHeaders, @Body() body: Buffer | undefined): Promise<void> {
    await this.payments.handlePaymentNotification(asItCame(headers, body));
  }

  @Post('refunds')
  @Webhook('WeChat Pay tells what became of a refund')
  async refund(@Headers() headers: RequestHeaders, @Body() body: Buffer | undefined): Promise<void> {
    await this.refunds.handleRefundNotification(asItCame(headers, body));
  }
}

function asItCame(
  headers: RequestHeaders,
  body: Buffer | undefined,
): { headers: Record<string, string>; body: Buffer } {
  return { headers: lowerCaseHeaders(headers), body: body ?? Buffer.alloc(0) };
}
