import { applyDecorators, Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.js';
import { PushClient } from '../clients/clients.js';
import { pushQuery } from './push-query.js';
import { refusal } from './refusal.js';

const SIGNED = ['signature', 'timestamp', 'nonce'];

const Push = (summary: string, ...parts: string[]): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    // What is echoed must never be taken for a page.
    Header('content-type', 'text/plain; charset=utf-8'),
    RouteConfig({ webhook: true, xml: true }),
    ApiOperation({ summary, description: 'Signed by WeChat with the push token of the shop; not for clients.' }),
    ApiProduces('text/plain', 'application/json'),
    ...[...SIGNED, ...parts].map((name) => ApiQuery({ name, required: false, schema: { type: 'string' } })),
    ApiResponse({ status: 200, description: 'Taken.', content: { 'text/plain': { schema: { type: 'string' } } } }),
    ApiResponse({ status: 400, description: 'The content cannot be read.', standardSchema: refusal }),
    ApiResponse({ status: 401, description: 'The signature or its time is not valid.', standardSchema: refusal }),
    ApiResponse({ status: 404, description: 'The shop has no push token.', standardSchema: refusal }),
    ApiResponse({ status: 503, description: 'Cannot be taken now: send it again.', standardSchema: refusal }),
  );

@ApiTags('webhooks')
@Controller('webhooks/wechat/messages')
@Public()
export class WechatMessagesController {
  constructor(private readonly pushes: PushClient) {}

  @Get()
  @Push('WeChat tries the address of the message push', 'echostr')
  async verify(@Query() query: Record<string, unknown>): Promise<string> {
    return (await this.pushes.verifyPushUrl({ query: pushQuery(query) })).echo;
  }

  @Post()
  @Push('WeChat tells what happened in the mini-program', 'encrypt_type', 'msg_signature')
  @ApiBody({ schema: { type: 'object' } })
  async take(@Query() query: Record<string, unknown>, @Body() body: Buffer | undefined): Promise<string> {
    await this.pushes.handlePush({ query: pushQuery(query), body: body ?? Buffer.alloc(0) });
    return 'success';
  }
}
