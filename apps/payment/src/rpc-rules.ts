import type { paymentV1 } from '@minisuite/contracts';
import { forAnybody, forOperator, forService, forUser, type RulesOf } from '@minisuite/grpc';

/** Who may call which rpc of this service; nobody else may. */
export const rpcRules = {
  PaymentService: {
    processPayment: forAnybody('gateway'),
    createPayment: forUser('gateway'),
    getPayment: forUser('gateway'),
    // WeChat's signature is in the request.
    handlePaymentNotification: forAnybody('gateway'),
    closeOrders: forService('order'),
    listKeptPayments: forService('order'),
  } satisfies RulesOf<paymentV1.PaymentServiceController>,
  RefundService: {
    requestRefund: forUser('gateway'),
    getRefund: forUser('gateway'),
    listRefunds: forOperator('gateway'),
    approveRefund: forOperator('gateway'),
    rejectRefund: forOperator('gateway'),
    retryRefund: forOperator('gateway'),
    handleRefundNotification: forAnybody('gateway'),
  } satisfies RulesOf<paymentV1.RefundServiceController>,
  ReconciliationService: {
    listReconciliations: forOperator('gateway'),
    runReconciliation: forOperator('gateway'),
    listDifferences: forOperator('gateway'),
    resolveDifference: forOperator('gateway'),
  } satisfies RulesOf<paymentV1.ReconciliationServiceController>,
  ShippingService: {
    listShippingReports: forOperator('gateway'),
    retryShippingReport: forOperator('gateway'),
  } satisfies RulesOf<paymentV1.ShippingServiceController>,
};
