import { applyDecorators, Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../auth/public.js';
import { PaymentClient } from '../clients/clients.js';
import { lowerCaseHeaders } from './lower-case-headers.js';

const refused = z.object({ code: z.literal('FAIL'), message: z.string() }).meta({ id: 'WechatPayRefusal' });

const Webhook = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(204),
    RouteConfig({ webhook: true }),
    ApiOperation({ summary, description: 'Signed by WeChat Pay (`Wechatpay-*` headers); not for clients.' }),
    ApiBody({ schema: { type: 'object' } }),
    ApiResponse({ status: 204, description: 'Taken.' }),
    ApiResponse({ status: 400, description: 'The content is not for us.', standardSchema: refused }),
    ApiResponse({ status: 401, description: 'The signature or its time is not valid.', standardSchema: refused }),
    ApiResponse({ status: 503, description: 'Cannot be taken now: send it again.', standardSchema: refused }),
  );

@ApiTags('webhooks')
@Controller('webhooks/wechat-pay')
@Public()
export class WechatPayController {
  constructor(private readonly payments: PaymentClient) {}

  @Post('payments')
  @Webhook('WeChat Pay tells that a user has paid')
  async payment(
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() body: Buffer | undefined,
  ): Promise<void> {
    await this.payments.handlePaymentNotification({
      headers: lowerCaseHeaders(headers),
      body: body ?? Buffer.alloc(0),
    });
  }
}
