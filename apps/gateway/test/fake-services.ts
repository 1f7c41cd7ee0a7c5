import {
  loadPackageDefinition,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { LOADER_OPTIONS, PACKAGES, statusOf } from '@minisuite/grpc';
import { isDomainError } from '@minisuite/kernel';

export interface Call {
  readonly method: string;
  readonly request: unknown;
  readonly metadata: Metadata;
  /** How long the caller would wait. */
  readonly deadlineMs: number;
}

type Handler = (request: never, metadata: Metadata) => unknown;
type Done = (error: object | null, answer?: unknown) => void;
type Unary = (call: ServerUnaryCall<never, unknown>, done: Done) => void;

/** The four services behind one port: they answer what a test says, and remember what they were asked. */
export class FakeServices {
  readonly calls: Call[] = [];
  private readonly handlers = new Map<string, Handler>();
  private readonly server = new Server();
  address = '';

  async start(): Promise<void> {
    for (const { name, files } of Object.values(PACKAGES)) {
      const loaded = loadPackageDefinition(loadSync(files, LOADER_OPTIONS));
      const space = name
        .split('.')
        .reduce<Record<string, unknown>>((at, part) => at[part] as Record<string, unknown>, loaded);
      for (const Service of Object.values(space).filter(isService)) this.serve(Service);
    }
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.address = `127.0.0.1:${port}`;
  }

  /** What a method answers from now on; a thrown DomainError travels as services send it. */
  on(method: string, handler: Handler): void {
    this.handlers.set(method, handler);
  }

  reset(): void {
    this.handlers.clear();
    this.calls.length = 0;
  }

  requestsOf(method: string): unknown[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.request);
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private async answer(name: string, request: never, metadata: Metadata, done: Done): Promise<void> {
    try {
      const answer = await this.handlers.get(name)?.(request, metadata);
      if (answer === undefined) done({ code: status.UNIMPLEMENTED });
      else done(null, answer);
    } catch (error) {
      done(isDomainError(error) ? statusOf(error) : { code: status.UNKNOWN, details: String(error) });
    }
  }

  private serve(Service: ServiceClientConstructor): void {
    const methods = Object.keys(Service.service).map((name): [string, Unary] => [
      name,
      (call, done) => {
        const { request, metadata } = call;
        this.calls.push({ method: name, request, metadata, deadlineMs: Number(call.getDeadline()) - Date.now() });
        void this.answer(name, request, metadata, done);
      },
    ]);
    this.server.addService(Service.service, Object.fromEntries(methods) as never);
  }
}

function isService(value: unknown): value is ServiceClientConstructor {
  return typeof value === 'function' && 'service' in value;
}
