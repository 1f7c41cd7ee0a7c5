import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ShippingClient } from '../../clients/clients.js';
import { idField } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { fromReportStatus, toShippingReport, toShippingReportPage } from './shipping-reports.mapper.js';
import {
  retryShippingReportSchema,
  shippingReportPageSchema,
  shippingReportQuerySchema,
  shippingReportSchema,
} from './shipping-reports.schemas.js';

@ApiTags('admin')
@Controller('admin/shipping-reports')
export class ShippingReportsController {
  constructor(private readonly shipping: ShippingClient) {}

  @Get()
  @Operation({
    summary: 'What WeChat is told of parcels',
    answers: shippingReportPageSchema,
    permission: 'shipping-reports.read',
  })
  async list(
    @Query({ schema: shippingReportQuerySchema }) { status, ...page }: z.infer<typeof shippingReportQuerySchema>,
  ): Promise<z.infer<typeof shippingReportPageSchema>> {
    const answer = await this.shipping.listShippingReports({ ...page, status: fromReportStatus(status) });
    return toShippingReportPage(answer);
  }

  @Post(':orderId/retry')
  @Operation({
    summary: 'Tell WeChat once more of a parcel that it refused',
    description: 'A `carrier` or `trackingNo` is told instead of the one that was refused; the order keeps its own.',
    answers: shippingReportSchema,
    permission: 'shipping-reports.retry',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async retry(
    @Param('orderId', { schema: idField }) orderId: string,
    @Body({ schema: retryShippingReportSchema }) body: z.infer<typeof retryShippingReportSchema>,
  ): Promise<z.infer<typeof shippingReportSchema>> {
    const { carrier = '', trackingNo = '' } = body ?? {};
    return toShippingReport((await this.shipping.retryShippingReport({ orderId, carrier, trackingNo })).report);
  }
}
