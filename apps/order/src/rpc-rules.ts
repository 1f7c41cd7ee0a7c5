import type { orderV1 } from '@minisuite/contracts';
import { forAnybody, forOperator, forUser, type RulesOf } from '@minisuite/grpc';

/** Who may call which rpc of this service; nobody else may. */
export const rpcRules = {
  CatalogueService: {
    listProducts: forAnybody('gateway'),
    batchGetProducts: forAnybody('gateway'),
  } satisfies RulesOf<orderV1.CatalogueServiceController>,
  OrderService: {
    placeOrder: forUser('gateway'),
    getOrder: forUser('gateway', 'payment'),
    // The user service asks whether a user who leaves has open orders.
    listOrders: forUser('gateway', 'user'),
    cancelOrder: forUser('gateway'),
    confirmReceipt: forUser('gateway'),
    // Without a user it answers with anybody's orders, so the edge may not call it.
    batchGetOrders: forAnybody('payment'),
  } satisfies RulesOf<orderV1.OrderServiceController>,
  AssortmentService: {
    listAllProducts: forOperator('gateway'),
    getAnyProduct: forOperator('gateway'),
    createProduct: forOperator('gateway'),
    replaceProduct: forOperator('gateway'),
    withdrawProduct: forOperator('gateway'),
    listSkus: forOperator('gateway'),
    getSku: forOperator('gateway'),
    createSku: forOperator('gateway'),
    replaceSku: forOperator('gateway'),
    withdrawSku: forOperator('gateway'),
    changeStock: forOperator('gateway'),
  } satisfies RulesOf<orderV1.AssortmentServiceController>,
  ReviewService: {
    writeReview: forUser('gateway'),
    // With a user it answers with their own too.
    listReviews: forAnybody('gateway'),
    listMyReviews: forUser('gateway'),
  } satisfies RulesOf<orderV1.ReviewServiceController>,
  ReviewOperationsService: {
    listAllReviews: forOperator('gateway'),
    decideReview: forOperator('gateway'),
  } satisfies RulesOf<orderV1.ReviewOperationsServiceController>,
  OrderOperationsService: {
    listAllOrders: forOperator('gateway'),
    getAnyOrder: forOperator('gateway'),
    shipOrder: forOperator('gateway'),
  } satisfies RulesOf<orderV1.OrderOperationsServiceController>,
};
