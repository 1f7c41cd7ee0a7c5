import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { grpcClient, type GrpcClientSettings, type PromiseClient } from './client.js';

/** Makes the clients of a process and closes them at its end. */
@Injectable()
export class GrpcClients implements OnApplicationShutdown {
  private readonly open: { close(): void }[] = [];

  create<T extends object>(settings: GrpcClientSettings): PromiseClient<T> {
    const client = grpcClient<T>(settings);
    this.open.push(client);
    return client;
  }

  onApplicationShutdown(): void {
    for (const client of this.open) client.close();
  }
}
