import type { messageV1, operationsV1, orderV1, paymentV1, userV1 } from '@minisuite/contracts';
import type { PromiseClient, ServiceName } from '@minisuite/grpc';

export interface UserClient extends PromiseClient<userV1.UserServiceClient> {}
export abstract class UserClient {}

export interface OperatorClient extends PromiseClient<userV1.OperatorServiceClient> {}
export abstract class OperatorClient {}

export interface CatalogueClient extends PromiseClient<orderV1.CatalogueServiceClient> {}
export abstract class CatalogueClient {}

export interface OrderClient extends PromiseClient<orderV1.OrderServiceClient> {}
export abstract class OrderClient {}

export interface PaymentClient extends PromiseClient<paymentV1.PaymentServiceClient> {}
export abstract class PaymentClient {}

export interface MessageClient extends PromiseClient<messageV1.MessageServiceClient> {}
export abstract class MessageClient {}

export type DeadLetterClient = PromiseClient<operationsV1.DeadLetterServiceClient>;
export type AuditClient = PromiseClient<operationsV1.AuditServiceClient>;

/** What every service serves beside its own package. */
export interface DeadLetterClients extends Readonly<Record<ServiceName, DeadLetterClient>> {}
export abstract class DeadLetterClients {}

export interface AuditClients extends Readonly<Record<ServiceName, AuditClient>> {}
export abstract class AuditClients {}
