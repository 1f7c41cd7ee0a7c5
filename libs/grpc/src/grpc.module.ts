import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { GrpcClients } from './clients.js';
import { RpcErrorFilter } from './rpc-error.filter.js';
import { RpcScopeInterceptor } from './rpc-scope.interceptor.js';

/** What every gRPC service has: caller identity behind the internal credential, metrics per rpc, one error mapping, clients. */
@Global()
@Module({})
export class GrpcModule {
  static with({ credential }: { credential: string }): DynamicModule {
    return {
      module: GrpcModule,
      providers: [
        GrpcClients,
        { provide: APP_INTERCEPTOR, useFactory: () => new RpcScopeInterceptor(credential) },
        { provide: APP_FILTER, useClass: RpcErrorFilter },
      ],
      exports: [GrpcClients],
    };
  }
}
