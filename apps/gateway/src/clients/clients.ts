import type { messageV1, orderV1, paymentV1, userV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';

export interface UserClient extends PromiseClient<userV1.UserServiceClient> {}
export abstract class UserClient {}

export interface CatalogueClient extends PromiseClient<orderV1.CatalogueServiceClient> {}
export abstract class CatalogueClient {}

export interface OrderClient extends PromiseClient<orderV1.OrderServiceClient> {}
export abstract class OrderClient {}

export interface PaymentClient extends PromiseClient<paymentV1.PaymentServiceClient> {}
export abstract class PaymentClient {}

export interface MessageClient extends PromiseClient<messageV1.MessageServiceClient> {}
export abstract class MessageClient {}
