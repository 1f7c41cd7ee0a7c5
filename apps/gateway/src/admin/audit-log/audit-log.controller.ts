import { decodeCursor } from '@minisuite/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AuditClients } from '../../clients/clients.js';
import { Operation } from '../../edge/operation.js';
import { askEach } from '../across-services.js';
import { mergePages } from '../merge-pages.js';
import { toAuditEntry } from './audit-log.mapper.js';
import { auditPageSchema, auditQuerySchema } from './audit-log.schemas.js';

@ApiTags('admin')
@Controller('admin/audit-log')
export class AuditLogController {
  constructor(private readonly clients: AuditClients) {}

  @Get()
  @Operation({ summary: 'What operators did', answers: auditPageSchema, permission: 'audit-log.read' })
  async list(
    @Query({ schema: auditQuerySchema }) query: z.infer<typeof auditQuerySchema>,
  ): Promise<z.infer<typeof auditPageSchema>> {
    const { service: only, operatorId = '', ...request } = query;
    decodeCursor(request.cursor);
    const { answers, unavailable } = await askEach(this.clients, only, (client) =>
      client.listAuditEntries({ ...request, operatorId }),
    );
    const pages = answers.map(({ service, answer: { entries, nextCursor } }) => ({
      items: entries.map((entry) => toAuditEntry(service, entry)),
      nextCursor,
    }));
    return { ...mergePages(pages, request.limit), unavailable };
  }
}
