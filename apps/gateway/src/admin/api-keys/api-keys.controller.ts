import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiKeyClient } from '../../clients/clients.js';
import { idField, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { fromApiKeyFields, toApiKey, toNewApiKey } from './api-keys.mapper.js';
import {
  apiKeyFieldsSchema,
  apiKeyPageSchema,
  apiKeyQuerySchema,
  apiKeySchema,
  newApiKeySchema,
  rotateApiKeySchema,
} from './api-keys.schemas.js';

type ApiKey = z.infer<typeof apiKeySchema>;
type Fields = z.infer<typeof apiKeyFieldsSchema>;

const permission = 'api-keys.manage';

@ApiTags('admin')
@Controller('admin/api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeyClient) {}

  @Get()
  @Operation({ summary: "Keys of partners' systems", answers: apiKeyPageSchema, permission })
  async list(
    @Query({ schema: apiKeyQuerySchema }) query: z.infer<typeof apiKeyQuerySchema>,
  ): Promise<z.infer<typeof apiKeyPageSchema>> {
    const { apiKeys, nextCursor } = await this.apiKeys.listApiKeys(query);
    return { items: apiKeys.map(toApiKey), nextCursor: nextCursor || null };
  }

  @Get(':id')
  @Operation({ summary: 'One of them', answers: apiKeySchema, permission, refuses: ['NOT_FOUND'] })
  async one(@Param('id', { schema: idField }) id: string): Promise<ApiKey> {
    return toApiKey((await this.apiKeys.getApiKey({ id })).apiKey);
  }

  @Post()
  @Operation({
    summary: "Make a key for a partner's system",
    description: 'It goes into the header `X-Api-Key` and opens the routes below `/partner`.',
    answers: newApiKeySchema,
    status: 201,
    permission,
  })
  async create(@Body({ schema: apiKeyFieldsSchema }) fields: Fields): Promise<z.infer<typeof newApiKeySchema>> {
    return toNewApiKey(await this.apiKeys.createApiKey({ fields: fromApiKeyFields(fields) }));
  }

  @Put(':id')
  @Operation({
    summary: 'Replace what a key is good for',
    answers: apiKeySchema,
    permission,
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async replace(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: apiKeyFieldsSchema }) fields: Fields,
  ): Promise<ApiKey> {
    return toApiKey((await this.apiKeys.replaceApiKey({ id, fields: fromApiKeyFields(fields) })).apiKey);
  }

  @Post(':id/rotate')
  @Operation({
    summary: 'Change a key without a gap',
    description: 'Gives another one; the one before is good for the overlap still, and older ones end.',
    answers: newApiKeySchema,
    status: 201,
    permission,
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  async rotate(
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: rotateApiKeySchema }) { overlapHours }: z.infer<typeof rotateApiKeySchema>,
  ): Promise<z.infer<typeof newApiKeySchema>> {
    return toNewApiKey(await this.apiKeys.rotateApiKey({ id, overlapHours }));
  }

  @Delete(':id')
  @Operation({
    summary: 'Revoke a key for good',
    description: 'Every gateway refuses it within a second. It stays in the list, because the audit log refers to it.',
    answers: nothing,
    permission,
    refuses: ['NOT_FOUND'],
  })
  async revoke(@Param('id', { schema: idField }) id: string): Promise<null> {
    await this.apiKeys.revokeApiKey({ id });
    return null;
  }
}
