import type { operationsV1 } from '@minisuite/contracts';
import { dateOf, type ServiceName } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given } from '../../edge/optional.js';
import { AUDIT_OUTCOMES, type auditEntrySchema } from './audit-log.schemas.js';

export function toAuditEntry(service: ServiceName, entry: operationsV1.AuditEntry): z.infer<typeof auditEntrySchema> {
  const { id, operatorName, action, requestId, seq, hash } = entry;
  const outcome = AUDIT_OUTCOMES.find((name) => entry.outcome === `AUDIT_OUTCOME_${name}`);
  return {
    id,
    service,
    at: dateOf(entry.at).toISOString(),
    ...given('operatorId', entry.operatorId),
    operatorName,
    action,
    ...given('targetType', entry.targetType),
    ...given('targetId', entry.targetId),
    outcome: promised(outcome, 'outcome'),
    ...given('reason', entry.reason),
    details: JSON.parse(entry.details) as Record<string, unknown>,
    requestId,
    seq,
    hash,
  };
}
