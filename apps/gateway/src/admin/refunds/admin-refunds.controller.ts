import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RefundClient } from '../../clients/clients.js';
import { idField, noBody } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { fromRefundStatus } from '../../refunds/refunds.mapper.js';
import { toAdminRefund, toAdminRefundPage } from './admin-refunds.mapper.js';
import {
  adminRefundPageSchema,
  adminRefundQuerySchema,
  adminRefundSchema,
  rejectSchema,
} from './admin-refunds.schemas.js';

type Refund = z.infer<typeof adminRefundSchema>;

@ApiTags('admin')
@Controller('admin/refunds')
export class AdminRefundsController {
  constructor(private readonly refunds: RefundClient) {}

  @Get()
  @Operation({ summary: 'Refunds of all users', answers: adminRefundPageSchema, permission: 'refunds.read' })
  async list(
    @Query({ schema: adminRefundQuerySchema }) query: z.infer<typeof adminRefundQuerySchema>,
  ): Promise<z.infer<typeof adminRefundPageSchema>> {
    const { status, orderId = '', ...rest } = query;
    return toAdminRefundPage(await this.refunds.listRefunds({ ...rest, orderId, status: fromRefundStatus(status) }));
  }

  @Post(':id/approve')
  @Operation({
    summary: 'Let the money go back',
    description: 'Refused with `CONFLICT` until the order is held for it, and when it has been decided otherwise.',
    answers: adminRefundSchema,
    permission: 'refunds.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async approve(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<Refund> {
    return toAdminRefund((await this.refunds.approveRefund({ id })).refund);
  }

  @Post(':id/reject')
  @Operation({
    summary: 'Refuse a request, or give up what WeChat will not do',
    description: 'The user is told the reason.',
    answers: adminRefundSchema,
    permission: 'refunds.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async reject(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: rejectSchema }) { reason }: z.infer<typeof rejectSchema>,
  ): Promise<Refund> {
    return toAdminRefund((await this.refunds.rejectRefund({ id, reason })).refund);
  }

  @Post(':id/retry')
  @Operation({
    summary: 'Try once more a refund that waits for an operator',
    answers: adminRefundSchema,
    permission: 'refunds.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async retry(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: noBody }) _body: z.infer<typeof noBody>,
  ): Promise<Refund> {
    return toAdminRefund((await this.refunds.retryRefund({ id })).refund);
  }
}
