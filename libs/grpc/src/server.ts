import { join } from 'node:path';
import { ReflectionService } from '@grpc/reflection';
import type { TlsFiles } from '@minisuite/config';
import { type GrpcOptions, Transport } from '@nestjs/microservices';
import { HealthImplementation } from 'grpc-health-check';
import { LOADER_OPTIONS, PACKAGES, PROTO_ROOT, type ServiceName } from './loader.js';
import { serverCredentials } from './tls/credentials.js';

/** Where a gRPC server listens and what it serves. */
export interface GrpcServerSettings {
  readonly host: string;
  readonly port: number;
  /** The service's own package; `operations` is served beside it. */
  readonly package: ServiceName;
  readonly tls?: TlsFiles | undefined;
}

/** Nest options of a gRPC server with the standard health service and reflection; connections are renewed every 5 minutes so that new instances get their share. */
export function grpcServer(settings: GrpcServerSettings): GrpcOptions {
  const packages = [PACKAGES[settings.package], PACKAGES.operations];
  const names = packages.map(({ name }) => name);
  return {
    transport: Transport.GRPC,
    options: {
      package: names,
      protoPath: packages.flatMap(({ files }) => files.map((file) => join(PROTO_ROOT, file))),
      url: `${settings.host}:${settings.port}`,
      credentials: serverCredentials(settings.tls, settings.package),
      loader: LOADER_OPTIONS,
      gracefulShutdown: true,
      channelOptions: {
        // Counters that nobody reads here, a few per cent of a busy server.
        'grpc.enable_channelz': 0,
        'grpc.max_connection_age_ms': 300_000,
        'grpc.max_connection_age_grace_ms': 30_000,
      },
      onLoadPackageDefinition: (definition, server) => {
        const serving = ['', ...names].map((name) => [name, 'SERVING'] as const);
        new HealthImplementation(Object.fromEntries(serving)).addToServer(server);
        new ReflectionService(definition).addToServer(server);
      },
    },
  };
}
