import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { operationsRules } from './access/operations-rules.js';
import { RpcGuard } from './access/rpc-guard.js';
import type { RpcRules } from './access/rpc-rules.js';
import { GrpcClients } from './clients.js';
import type { GrpcIdentity } from './identity.js';
import { RpcErrorFilter } from './rpc-error.filter.js';
import { saidCaller } from './metadata.js';
import { RpcScopeInterceptor } from './rpc-scope.interceptor.js';
import { certifiedCaller } from './tls/certified-caller.js';

/** What every gRPC service has: rules on who may call what, metrics per rpc, one error mapping, clients. */
@Global()
@Module({})
export class GrpcModule {
  static with({ rules, ...identity }: GrpcIdentity & { readonly rules: RpcRules }): DynamicModule {
    const guard = new RpcGuard(identity.credential, { ...operationsRules, ...rules });
    // With certificates, nobody is believed who only says who it is.
    const callerOf = identity.tls ? certifiedCaller : saidCaller;
    return {
      module: GrpcModule,
      providers: [
        { provide: GrpcClients, useFactory: () => new GrpcClients(identity) },
        { provide: APP_INTERCEPTOR, useFactory: () => new RpcScopeInterceptor(guard, callerOf) },
        { provide: APP_FILTER, useClass: RpcErrorFilter },
      ],
      exports: [GrpcClients],
    };
  }
}
