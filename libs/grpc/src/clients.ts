import type { OnApplicationShutdown } from '@nestjs/common';
import { grpcClient, type GrpcTarget, type PromiseClient } from './client.js';
import type { GrpcIdentity } from './identity.js';

/** Makes the clients of a process, in its name, and closes them at its end. */
export class GrpcClients implements OnApplicationShutdown {
  private readonly open: { close(): void }[] = [];

  constructor(private readonly from: GrpcIdentity) {}

  create<T extends object>(target: GrpcTarget): PromiseClient<T> {
    const client = grpcClient<T>({ ...target, from: this.from });
    this.open.push(client);
    return client;
  }

  onApplicationShutdown(): void {
    for (const client of this.open) client.close();
  }
}
