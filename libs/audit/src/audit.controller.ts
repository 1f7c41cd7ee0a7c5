import { operationsV1 } from '@minisuite/contracts';
import { requireOperator, toTimestamp } from '@minisuite/grpc';
import { decodeCursor, DomainError, pageLimit, pageOf } from '@minisuite/kernel';
import { Controller, Inject } from '@nestjs/common';
import { Audit } from './audit.js';
import type { ChainedRow } from './audit-chain.js';
import type { AuditOutcome } from './audit-entry.js';

const OUTCOMES: Record<AuditOutcome, operationsV1.AuditOutcome> = {
  SUCCEEDED: operationsV1.AuditOutcome.AUDIT_OUTCOME_SUCCEEDED,
  FAILED: operationsV1.AuditOutcome.AUDIT_OUTCOME_FAILED,
};

/** Serves the audit rows of this service to operators. */
@Controller()
@operationsV1.AuditServiceControllerMethods()
export class AuditController implements operationsV1.AuditServiceController {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async listAuditEntries({
    limit,
    cursor,
    ...filter
  }: operationsV1.ListAuditEntriesRequest): Promise<operationsV1.ListAuditEntriesResponse> {
    requireOperator();
    const count = pageLimit(limit);
    if (!/^\d{0,20}$/.test(filter.operatorId)) throw invalid('operatorId', 'must be a decimal id');
    const rows = await this.audit.list({ before: decodeCursor(cursor), limit: count + 1, ...filter });
    const { items, nextCursor } = pageOf(rows, count);
    return { entries: items.map(toEntry), nextCursor: nextCursor ?? '' };
  }
}

function toEntry(row: ChainedRow): operationsV1.AuditEntry {
  return { ...row, at: toTimestamp(row.at), operatorId: row.operatorId ?? '', outcome: OUTCOMES[row.outcome] };
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', `The ${path} is not valid.`, [{ path, message }]);
}
