import {
  loadPackageDefinition,
  type handleUnaryCall,
  type Metadata,
  type sendUnaryData,
  type ServiceError,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { paymentV1 } from '@minisuite/contracts';
import { LOADER_OPTIONS, PACKAGES } from '@minisuite/grpc';

interface Unary {
  readonly method: string;
  readonly request: unknown;
  readonly metadata: Metadata;
}

/** A payment service behind a real port that answers what a test says. */
export class FakePaymentServer {
  readonly calls: Unary[] = [];
  closeOrders: (request: paymentV1.CloseOrdersRequest) => unknown = () => ({ results: [] });
  listKeptPayments: (request: paymentV1.ListKeptPaymentsRequest) => unknown = () => ({ payments: [] });
  address = '';
  private readonly server = new Server();

  async start(): Promise<void> {
    const loaded = loadPackageDefinition(loadSync(PACKAGES.payment.files, LOADER_OPTIONS)) as unknown as {
      minisuite: { payment: { v1: { PaymentService: ServiceClientConstructor } } };
    };
    this.server.addService(loaded.minisuite.payment.v1.PaymentService.service, {
      CloseOrders: this.unary('closeOrders', (request) => this.closeOrders(request as paymentV1.CloseOrdersRequest)),
      ListKeptPayments: this.unary('listKeptPayments', (request) =>
        this.listKeptPayments(request as paymentV1.ListKeptPaymentsRequest),
      ),
    });
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.address = `127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.forceShutdown();
  }

  callsOf(method: 'closeOrders' | 'listKeptPayments'): Unary[] {
    return this.calls.filter((call) => call.method === method);
  }

  private unary(method: string, answer: (request: unknown) => unknown): handleUnaryCall<unknown, unknown> {
    return ({ request, metadata }, done) => void this.serve({ method, request, metadata }, answer, done);
  }

  private async serve(call: Unary, answer: (request: unknown) => unknown, done: sendUnaryData<unknown>): Promise<void> {
    this.calls.push(call);
    try {
      done(null, await answer(call.request));
    } catch (error) {
      done(error as ServiceError);
    }
  }
}
