import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { UserAdminClient } from '../../clients/clients.js';
import { idField } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { PublicUrls } from '../../edge/public-urls.js';
import { toUserAccount, toWireStatus } from './admin-users.mapper.js';
import {
  changeUserSchema,
  closeUserSchema,
  replaceUserSchema,
  userAccountPageSchema,
  userAccountQuerySchema,
  userAccountSchema,
} from './admin-users.schemas.js';

type UserAccount = z.infer<typeof userAccountSchema>;

@ApiTags('admin')
@Controller('admin/users')
export class AdminUsersController {
  constructor(
    private readonly accounts: UserAdminClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get()
  @Operation({
    summary: 'Users, newest first',
    description: 'A user who calls is found by the whole phone number; numbers are shown masked.',
    answers: userAccountPageSchema,
    permission: 'users.read',
  })
  async list(
    @Query({ schema: userAccountQuerySchema }) { status, ...query }: z.infer<typeof userAccountQuerySchema>,
  ): Promise<z.infer<typeof userAccountPageSchema>> {
    const answer = await this.accounts.listAccounts({ ...query, status: toWireStatus(status) });
    return {
      items: answer.accounts.map((account) => toUserAccount(account, this.urls.absolute)),
      nextCursor: answer.nextCursor || null,
    };
  }

  @Get(':id')
  @Operation({ summary: 'One user', answers: userAccountSchema, permission: 'users.read', refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) userId: string): Promise<UserAccount> {
    return toUserAccount((await this.accounts.getAccount({ userId })).account, this.urls.absolute);
  }

  @Patch(':id')
  @Operation({
    summary: 'Disable a user, or let one in again',
    description: 'Disabling ends all sessions of the user at once. An account that its user has closed stays closed.',
    answers: userAccountSchema,
    permission: 'users.disable',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async change(
    @Param('id', { schema: idField }) userId: string,
    @Body({ schema: changeUserSchema }) { status, reason }: z.infer<typeof changeUserSchema>,
  ): Promise<UserAccount> {
    const request = { userId, status: toWireStatus(status), reason };
    return toUserAccount((await this.accounts.setAccountStatus(request)).account, this.urls.absolute);
  }

  @Put(':id')
  @Operation({
    summary: 'Correct the profile of a user',
    description: "The rules are those of PATCH /users/me; WeChat's content check is not asked.",
    answers: userAccountSchema,
    permission: 'users.edit',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replace(
    @Param('id', { schema: idField }) userId: string,
    @Body({ schema: replaceUserSchema }) body: z.infer<typeof replaceUserSchema>,
  ): Promise<UserAccount> {
    return toUserAccount((await this.accounts.replaceProfile({ userId, ...body })).account, this.urls.absolute);
  }

  @Delete(':id')
  @Operation({
    summary: 'Close the account of a user',
    description:
      'All sessions end at once, and a minute later what is personal is forgotten. Refused while an order is unpaid, on its way or being refunded.',
    answers: userAccountSchema,
    permission: 'users.edit',
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async close(
    @Param('id', { schema: idField }) userId: string,
    @Body({ schema: closeUserSchema }) { reason }: z.infer<typeof closeUserSchema>,
  ): Promise<UserAccount> {
    return toUserAccount((await this.accounts.closeAccountFor({ userId, reason })).account, this.urls.absolute);
  }
}
