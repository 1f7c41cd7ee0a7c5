import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OperatorClient } from '../../clients/clients.js';
import { idField, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { toOperatorAccount, toWireStatus } from './operators.mapper.js';
import {
  createOperatorSchema,
  operatorAccountSchema,
  operatorPageSchema,
  operatorPasswordSchema,
  operatorQuerySchema,
  replaceOperatorSchema,
} from './operators.schemas.js';

type Account = z.infer<typeof operatorAccountSchema>;

@ApiTags('admin')
@Controller('admin/operators')
export class OperatorsController {
  constructor(private readonly operators: OperatorClient) {}

  @Get()
  @Operation({ summary: 'All operators', answers: operatorPageSchema, permission: 'operators.manage' })
  async list(
    @Query({ schema: operatorQuerySchema }) query: z.infer<typeof operatorQuerySchema>,
  ): Promise<z.infer<typeof operatorPageSchema>> {
    const { operators, nextCursor } = await this.operators.listOperators(query);
    return { items: operators.map(toOperatorAccount), nextCursor: nextCursor || null };
  }

  @Post()
  @Operation({
    summary: 'Let somebody else work here',
    answers: operatorAccountSchema,
    status: 201,
    permission: 'operators.manage',
    refuses: ['CONFLICT'],
  })
  async create(@Body({ schema: createOperatorSchema }) body: z.infer<typeof createOperatorSchema>): Promise<Account> {
    return toOperatorAccount((await this.operators.createOperator(body)).operator);
  }

  @Put(':id')
  @Operation({
    summary: 'Change name, roles or status of an operator',
    description:
      'New roles and a new status end the sessions of the operator at once. Nobody changes their own, so that there is always an admin.',
    answers: operatorAccountSchema,
    permission: 'operators.manage',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replace(
    @Param('id', { schema: idField }) operatorId: string,
    @Body({ schema: replaceOperatorSchema }) { status, ...body }: z.infer<typeof replaceOperatorSchema>,
  ): Promise<Account> {
    const request = { operatorId, ...body, status: toWireStatus(status) };
    return toOperatorAccount((await this.operators.replaceOperator(request)).operator);
  }

  @Post(':id/password')
  @Operation({
    summary: 'Give an operator another password',
    description: 'Ends all sessions of the operator at once.',
    answers: nothing,
    permission: 'operators.manage',
    refuses: ['NOT_FOUND'],
  })
  async setPassword(
    @Param('id', { schema: idField }) operatorId: string,
    @Body({ schema: operatorPasswordSchema }) { password }: z.infer<typeof operatorPasswordSchema>,
  ): Promise<null> {
    await this.operators.setOperatorPassword({ operatorId, password });
    return null;
  }

  @Delete(':id/totp')
  @Operation({
    summary: 'Let an operator who has lost the authenticator app log in without it',
    description: 'Ends all sessions of the operator at once. Nobody does it for themselves.',
    answers: nothing,
    permission: 'operators.manage',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async resetTotp(@Param('id', { schema: idField }) operatorId: string): Promise<null> {
    await this.operators.resetTotp({ operatorId });
    return null;
  }
}
