export { LOADER_OPTIONS, PROTO_ROOT, PACKAGES, type PackageName, type ServiceName } from './loader.js';
export { grpcServer, type GrpcServerSettings } from './server.js';
export { GrpcModule } from './grpc.module.js';
export { grpcClient, type GrpcClientSettings, type GrpcTarget, type PromiseClient } from './client.js';
export type { GrpcIdentity } from './identity.js';
export {
  forAnybody,
  forOperator,
  forService,
  forUser,
  type CallerName,
  type RpcRule,
  type RpcRules,
  type RulesOf,
} from './access/rpc-rules.js';
export { operationsRules } from './access/operations-rules.js';
export { channelCredentials } from './tls/credentials.js';
export type { CallLimits } from './call-guard.js';
export { GrpcClients } from './clients.js';
export { BatchingLoader } from './batching-loader.js';
export { statusOf, errorFromStatus } from './status.js';
export { caller, requireOperator, requireUserId, requireSessionId, type Operator } from './caller.js';
export { dateOf, fromTimestamp, toTimestamp } from './timestamp.js';
