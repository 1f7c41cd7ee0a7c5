import { paymentV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { decodeCursor, pageOf, pageLimit } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { ReconciliationLists } from '../../app/ports.js';
import { ResolveDifference } from '../../app/resolve-difference.js';
import { RunReconciliation } from '../../app/run-reconciliation.js';
import { idOf } from '../../../payments/domain/request-id.js';
import { DifferenceNotFound, ReconciliationNotFound } from '../../domain/reconciliation-errors.js';
import { differenceMessage, differenceStatus, reconciliationMessage } from './reconciliation-mapper.js';

@Controller()
@paymentV1.ReconciliationServiceControllerMethods()
export class ReconciliationController implements paymentV1.ReconciliationServiceController {
  constructor(
    private readonly lists: ReconciliationLists,
    private readonly run: RunReconciliation,
    private readonly resolve: ResolveDifference,
  ) {}

  async listReconciliations(
    request: paymentV1.ListReconciliationsRequest,
  ): Promise<paymentV1.ListReconciliationsResponse> {
    requireOperator();
    const limit = pageLimit(request.limit);
    const rows = await this.lists.days(dayOf(request.cursor), limit + 1);
    // A cursor is a number, and the list is by days.
    const days = rows.map((row) => ({ id: row.billDate.replaceAll('-', ''), row }));
    const { items, nextCursor } = pageOf(days, limit);
    return { reconciliations: items.map(({ row }) => reconciliationMessage(row)), nextCursor: nextCursor ?? '' };
  }

  async runReconciliation({
    billDate,
  }: paymentV1.RunReconciliationRequest): Promise<paymentV1.RunReconciliationResponse> {
    requireOperator();
    const reconciliation = await this.lists.get(await this.run.execute(billDate));
    if (!reconciliation) throw new ReconciliationNotFound();
    return { reconciliation: reconciliationMessage(reconciliation) };
  }

  async listDifferences(request: paymentV1.ListDifferencesRequest): Promise<paymentV1.ListDifferencesResponse> {
    requireOperator();
    const reconciliationId = idOf('reconciliation_id', request.reconciliationId);
    const limit = pageLimit(request.limit);
    const filter = { status: differenceStatus(request.status), before: decodeCursor(request.cursor), limit: limit + 1 };
    const rows = await this.lists.differences({ reconciliationId, ...filter });
    if (rows.length === 0 && !(await this.lists.get(reconciliationId))) throw new ReconciliationNotFound();
    const { items, nextCursor } = pageOf(rows, limit);
    return { differences: items.map(differenceMessage), nextCursor: nextCursor ?? '' };
  }

  async resolveDifference({
    id,
    note,
  }: paymentV1.ResolveDifferenceRequest): Promise<paymentV1.ResolveDifferenceResponse> {
    requireOperator();
    await this.resolve.execute(idOf('id', id), note);
    const difference = await this.lists.difference(id);
    if (!difference) throw new DifferenceNotFound();
    return { difference: differenceMessage(difference) };
  }
}

function dayOf(cursor: string): string | null {
  return decodeCursor(cursor)?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? null;
}
