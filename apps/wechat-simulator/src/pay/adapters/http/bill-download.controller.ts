import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Get, Query, StreamableFile } from '@nestjs/common';
import { MakeBill } from '../../app/make-bill.js';
import { billText } from '../../domain/bill.js';
import { UnsignedPayEndpoint } from './pay-endpoint.js';

@UnsignedPayEndpoint('billdownload')
export class BillDownloadController {
  constructor(private readonly makeBill: MakeBill) {}

  /** Written while it is read, never whole in memory. */
  @Get('file')
  file(@Query('token') token = ''): StreamableFile {
    const { bill, gzip } = this.makeBill.open(String(token));
    const text = Readable.from(billText(bill), { objectMode: false });
    if (!gzip) return new StreamableFile(text, { type: 'text/plain; charset=utf-8' });
    const packed = text.pipe(createGzip()).once('close', () => text.destroy());
    return new StreamableFile(packed, { type: 'application/octet-stream' });
  }
}
