import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReconciliationClient } from '../../clients/clients.js';
import { idField } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { fromDifferenceStatus, toDifference, toReconciliation } from './reconciliations.mapper.js';
import {
  differencePageSchema,
  differenceQuerySchema,
  differenceSchema,
  reconciliationPageSchema,
  reconciliationQuerySchema,
  reconciliationSchema,
  resolveSchema,
  runSchema,
} from './reconciliations.schemas.js';

@ApiTags('admin')
@Controller('admin/reconciliations')
export class ReconciliationsController {
  constructor(private readonly reconciliations: ReconciliationClient) {}

  @Get()
  @Operation({
    summary: "WeChat's bills against our books, newest day first",
    answers: reconciliationPageSchema,
    permission: 'reconciliations.read',
  })
  async list(
    @Query({ schema: reconciliationQuerySchema }) page: z.infer<typeof reconciliationQuerySchema>,
  ): Promise<z.infer<typeof reconciliationPageSchema>> {
    const { reconciliations, nextCursor } = await this.reconciliations.listReconciliations(page);
    return { items: reconciliations.map(toReconciliation), nextCursor: nextCursor || null };
  }

  @Post()
  @Operation({
    summary: 'Compare the bill of a day, or once more',
    description: 'It goes on in the background; look at the list for what came of it.',
    answers: reconciliationSchema,
    status: 202,
    permission: 'reconciliations.decide',
    refuses: ['CONFLICT'],
  })
  async run(
    @Body({ schema: runSchema }) body: z.infer<typeof runSchema>,
  ): Promise<z.infer<typeof reconciliationSchema>> {
    return toReconciliation((await this.reconciliations.runReconciliation(body)).reconciliation);
  }

  @Get(':id/differences')
  @Operation({
    summary: 'Where bill and books differ',
    answers: differencePageSchema,
    permission: 'reconciliations.read',
    refuses: ['NOT_FOUND'],
  })
  async differences(
    @Param('id', { schema: idField }) reconciliationId: string,
    @Query({ schema: differenceQuerySchema }) { status, ...page }: z.infer<typeof differenceQuerySchema>,
  ): Promise<z.infer<typeof differencePageSchema>> {
    const request = { ...page, reconciliationId, status: fromDifferenceStatus(status) };
    const { differences, nextCursor } = await this.reconciliations.listDifferences(request);
    return { items: differences.map(toDifference), nextCursor: nextCursor || null };
  }

  @Post('differences/:id/resolve')
  @Operation({
    summary: 'Put a difference aside, with what was done about it',
    answers: differenceSchema,
    permission: 'reconciliations.decide',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async resolve(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: resolveSchema }) { note }: z.infer<typeof resolveSchema>,
  ): Promise<z.infer<typeof differenceSchema>> {
    return toDifference((await this.reconciliations.resolveDifference({ id, note })).difference);
  }
}
