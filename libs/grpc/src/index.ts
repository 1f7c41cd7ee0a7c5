export { LOADER_OPTIONS, PROTO_ROOT, PACKAGES, type PackageName, type ServiceName } from './loader.js';
export { grpcServer, type GrpcServerSettings } from './server.js';
export { GrpcModule } from './grpc.module.js';
export { grpcClient, type GrpcClientSettings, type PromiseClient } from './client.js';
export { GrpcClients } from './clients.js';
export { BatchingLoader } from './batching-loader.js';
export { statusOf, errorFromStatus } from './status.js';
export { caller, requireOperator, requireUserId, requireSessionId, type Operator } from './caller.js';
export { dateOf, fromTimestamp, toTimestamp } from './timestamp.js';
