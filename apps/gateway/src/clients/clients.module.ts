import { messageV1, operationsV1, orderV1, paymentV1, userV1 } from '@minisuite/contracts';
import { channelCredentials, GrpcClients, type ServiceName } from '@minisuite/grpc';
import { Health } from '@minisuite/service';
import { type FactoryProvider, Global, type InjectionToken, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';
import {
  ApiKeyClient,
  AssortmentClient,
  AuditClients,
  CatalogueClient,
  DeadLetterClients,
  InvariantClients,
  KEEPING_SERVICES,
  MessageClient,
  OperatorClient,
  OrderClient,
  OrderOperationsClient,
  PaymentClient,
  PushClient,
  ReconciliationClient,
  RefundClient,
  ReviewClient,
  ReviewOperationsClient,
  ShippingClient,
  UserAdminClient,
  UserClient,
} from './clients.js';
import { reachedOnce } from './reached-once.js';

// Login, phone and payment ask WeChat on the way, and a cancel and a review wait for its answer, so their services get longer.
const DEADLINE_MS: Record<ServiceName, number> = { user: 5000, order: 6000, payment: 8000, message: 3000 };
// A replay runs handlers.
const REPLAY_DEADLINE_MS = 20_000;
// A check reads all books.
const INVARIANTS_DEADLINE_MS = 25_000;

const SERVICES = Object.keys(DEADLINE_MS) as ServiceName[];

const client = (token: InjectionToken, name: ServiceName, service: string): FactoryProvider => ({
  provide: token,
  inject: [GrpcClients, GatewayConfig],
  useFactory: (clients: GrpcClients, { addresses }: GatewayConfig) =>
    clients.create({
      package: name,
      service,
      address: addresses[name],
      deadlineMs: DEADLINE_MS[name],
    }),
});

const ofEachService = (
  token: InjectionToken,
  service: string,
  deadlineMs: number,
  names?: readonly ServiceName[],
): FactoryProvider => ({
  provide: token,
  inject: [GrpcClients, GatewayConfig],
  useFactory: (clients: GrpcClients, { addresses }: GatewayConfig) => {
    const create = (name: ServiceName) =>
      clients.create({ package: 'operations', of: name, service, address: addresses[name], deadlineMs });
    return Object.fromEntries((names ?? SERVICES).map((name) => [name, create(name)]));
  },
});

const grpcClients: FactoryProvider = {
  provide: GrpcClients,
  inject: [GatewayConfig],
  useFactory: ({ internal }: GatewayConfig) => new GrpcClients({ ...internal, name: 'gateway' }),
};

const clients = [
  client(UserClient, 'user', userV1.USER_SERVICE_NAME),
  client(UserAdminClient, 'user', userV1.USER_ADMIN_SERVICE_NAME),
  client(OperatorClient, 'user', userV1.OPERATOR_SERVICE_NAME),
  client(PushClient, 'user', userV1.PUSH_SERVICE_NAME),
  client(ApiKeyClient, 'user', userV1.API_KEY_SERVICE_NAME),
  client(CatalogueClient, 'order', orderV1.CATALOGUE_SERVICE_NAME),
  client(AssortmentClient, 'order', orderV1.ASSORTMENT_SERVICE_NAME),
  client(OrderClient, 'order', orderV1.ORDER_SERVICE_NAME),
  client(OrderOperationsClient, 'order', orderV1.ORDER_OPERATIONS_SERVICE_NAME),
  client(ReviewClient, 'order', orderV1.REVIEW_SERVICE_NAME),
  client(ReviewOperationsClient, 'order', orderV1.REVIEW_OPERATIONS_SERVICE_NAME),
  client(PaymentClient, 'payment', paymentV1.PAYMENT_SERVICE_NAME),
  client(RefundClient, 'payment', paymentV1.REFUND_SERVICE_NAME),
  client(ReconciliationClient, 'payment', paymentV1.RECONCILIATION_SERVICE_NAME),
  client(ShippingClient, 'payment', paymentV1.SHIPPING_SERVICE_NAME),
  client(MessageClient, 'message', messageV1.MESSAGE_SERVICE_NAME),
  ofEachService(DeadLetterClients, operationsV1.DEAD_LETTER_SERVICE_NAME, REPLAY_DEADLINE_MS),
  ofEachService(AuditClients, operationsV1.AUDIT_SERVICE_NAME, 4000),
  ofEachService(InvariantClients, operationsV1.INVARIANT_SERVICE_NAME, INVARIANTS_DEADLINE_MS, KEEPING_SERVICES),
];

@Global()
@Module({ providers: [grpcClients, ...clients], exports: clients.map(({ provide }) => provide) })
export class ClientsModule implements OnApplicationBootstrap {
  constructor(
    private readonly health: Health,
    private readonly config: GatewayConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { addresses, internal } = this.config;
    for (const name of ['user', 'order'] as const) {
      const presented = channelCredentials({ ...internal, name: 'gateway' }, name);
      this.health.add(name, reachedOnce(addresses[name], presented));
    }
  }
}
