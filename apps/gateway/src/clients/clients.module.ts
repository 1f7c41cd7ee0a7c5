import { messageV1, operationsV1, orderV1, paymentV1, userV1 } from '@minisuite/contracts';
import { GrpcClients, type ServiceName } from '@minisuite/grpc';
import { Health } from '@minisuite/service';
import { type FactoryProvider, Global, type InjectionToken, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';
import {
  AuditClients,
  CatalogueClient,
  DeadLetterClients,
  MessageClient,
  OperatorClient,
  OrderClient,
  PaymentClient,
  UserClient,
} from './clients.js';
import { reachedOnce } from './reached-once.js';

// Login, phone and payment ask WeChat on the way, so their services get longer.
const DEADLINE_MS: Record<ServiceName, number> = { user: 5000, order: 4000, payment: 8000, message: 3000 };
// A replay runs handlers.
const REPLAY_DEADLINE_MS = 20_000;

const client = (token: InjectionToken, name: ServiceName, service: string): FactoryProvider => ({
  provide: token,
  inject: [GrpcClients, GatewayConfig],
  useFactory: (clients: GrpcClients, { addresses, credential }: GatewayConfig) =>
    clients.create({ package: name, service, address: addresses[name], credential, deadlineMs: DEADLINE_MS[name] }),
});

const ofEachService = (token: InjectionToken, service: string, deadlineMs: number): FactoryProvider => ({
  provide: token,
  inject: [GrpcClients, GatewayConfig],
  useFactory: (clients: GrpcClients, { addresses, credential }: GatewayConfig) => {
    const create = (address: string) =>
      clients.create({ package: 'operations', service, address, credential, deadlineMs });
    return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, create(address)]));
  },
});

const clients = [
  client(UserClient, 'user', userV1.USER_SERVICE_NAME),
  client(OperatorClient, 'user', userV1.OPERATOR_SERVICE_NAME),
  client(CatalogueClient, 'order', orderV1.CATALOGUE_SERVICE_NAME),
  client(OrderClient, 'order', orderV1.ORDER_SERVICE_NAME),
  client(PaymentClient, 'payment', paymentV1.PAYMENT_SERVICE_NAME),
  client(MessageClient, 'message', messageV1.MESSAGE_SERVICE_NAME),
  ofEachService(DeadLetterClients, operationsV1.DEAD_LETTER_SERVICE_NAME, REPLAY_DEADLINE_MS),
  ofEachService(AuditClients, operationsV1.AUDIT_SERVICE_NAME, 4000),
];

@Global()
@Module({ providers: [GrpcClients, ...clients], exports: clients.map(({ provide }) => provide) })
export class ClientsModule implements OnApplicationBootstrap {
  constructor(
    private readonly health: Health,
    private readonly config: GatewayConfig,
  ) {}

  onApplicationBootstrap(): void {
    for (const name of ['user', 'order'] as const) this.health.add(name, reachedOnce(this.config.addresses[name]));
  }
}
