import type { messageV1, operationsV1, orderV1, paymentV1, userV1 } from '@minisuite/contracts';
import type { PromiseClient, ServiceName } from '@minisuite/grpc';

export interface UserClient extends PromiseClient<userV1.UserServiceClient> {}
export abstract class UserClient {}

export interface UserAdminClient extends PromiseClient<userV1.UserAdminServiceClient> {}
export abstract class UserAdminClient {}

export interface PushClient extends PromiseClient<userV1.PushServiceClient> {}
export abstract class PushClient {}

export interface OperatorClient extends PromiseClient<userV1.OperatorServiceClient> {}
export abstract class OperatorClient {}

export interface ApiKeyClient extends PromiseClient<userV1.ApiKeyServiceClient> {}
export abstract class ApiKeyClient {}

export interface CatalogueClient extends PromiseClient<orderV1.CatalogueServiceClient> {}
export abstract class CatalogueClient {}

export interface AssortmentClient extends PromiseClient<orderV1.AssortmentServiceClient> {}
export abstract class AssortmentClient {}

export interface OrderClient extends PromiseClient<orderV1.OrderServiceClient> {}
export abstract class OrderClient {}

export interface OrderOperationsClient extends PromiseClient<orderV1.OrderOperationsServiceClient> {}
export abstract class OrderOperationsClient {}

export interface ReviewClient extends PromiseClient<orderV1.ReviewServiceClient> {}
export abstract class ReviewClient {}

export interface ReviewOperationsClient extends PromiseClient<orderV1.ReviewOperationsServiceClient> {}
export abstract class ReviewOperationsClient {}

export interface PaymentClient extends PromiseClient<paymentV1.PaymentServiceClient> {}
export abstract class PaymentClient {}

export interface RefundClient extends PromiseClient<paymentV1.RefundServiceClient> {}
export abstract class RefundClient {}

export interface ReconciliationClient extends PromiseClient<paymentV1.ReconciliationServiceClient> {}
export abstract class ReconciliationClient {}

export interface ShippingClient extends PromiseClient<paymentV1.ShippingServiceClient> {}
export abstract class ShippingClient {}

export interface MessageClient extends PromiseClient<messageV1.MessageServiceClient> {}
export abstract class MessageClient {}

export type DeadLetterClient = PromiseClient<operationsV1.DeadLetterServiceClient>;
export type AuditClient = PromiseClient<operationsV1.AuditServiceClient>;
export type InvariantClient = PromiseClient<operationsV1.InvariantServiceClient>;

/** What every service serves beside its own package. */
export interface DeadLetterClients extends Readonly<Record<ServiceName, DeadLetterClient>> {}
export abstract class DeadLetterClients {}

export interface AuditClients extends Readonly<Record<ServiceName, AuditClient>> {}
export abstract class AuditClients {}

/** Those that keep money or stock. */
export const KEEPING_SERVICES = ['order', 'payment'] as const satisfies readonly ServiceName[];

export interface InvariantClients extends Readonly<Record<(typeof KEEPING_SERVICES)[number], InvariantClient>> {}
export abstract class InvariantClients {}
