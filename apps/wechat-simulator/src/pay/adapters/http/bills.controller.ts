import { Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MakeBill } from '../../app/make-bill.js';
import { PayEndpoint } from './pay-endpoint.js';

@PayEndpoint('bill')
export class BillsController {
  constructor(private readonly makeBill: MakeBill) {}

  @Get('tradebill')
  async tradeBill(@Req() request: FastifyRequest): Promise<object> {
    const { hashValue, token } = await this.makeBill.run(new URL(request.url, 'http://simulator').searchParams);
    const downloadUrl = `${request.protocol}://${request.host}/v3/billdownload/file?token=${token}`;
    return { hash_type: 'SHA1', hash_value: hashValue, download_url: downloadUrl };
  }
}
