import { Metadata } from '@grpc/grpc-js';
import type { RequestScope } from '@minisuite/service';
import { type CallerName, callerNamed } from './access/rpc-rules.js';
import type { GrpcIdentity } from './identity.js';

/** Names of the metadata that travels with each call. */
export const KEYS = {
  credential: 'x-internal-credential',
  caller: 'x-caller',
  requestId: 'x-request-id',
  traceParent: 'traceparent',
  userId: 'x-user-id',
  sessionId: 'x-session-id',
  operatorId: 'x-operator-id',
  operatorName: 'x-operator-name',
  roles: 'x-roles',
} as const;

/** Metadata of a call made for `scope` by a process of ours. */
export function metadataFor(scope: RequestScope, { credential, name, tls }: GrpcIdentity): Metadata {
  const metadata = new Metadata();
  metadata.set(KEYS.credential, credential);
  if (!tls) metadata.set(KEYS.caller, name);
  metadata.set(KEYS.requestId, scope.requestId);
  if (scope.traceParent) metadata.set(KEYS.traceParent, scope.traceParent);
  if (scope.userId) metadata.set(KEYS.userId, scope.userId);
  if (scope.sessionId) metadata.set(KEYS.sessionId, scope.sessionId);
  if (scope.operatorId) metadata.set(KEYS.operatorId, scope.operatorId);
  if (scope.operatorName) metadata.set(KEYS.operatorName, scope.operatorName);
  if (scope.roles?.length) metadata.set(KEYS.roles, scope.roles.join(','));
  return metadata;
}

/** The process that a call says it came from. */
export function saidCaller({ metadata }: { readonly metadata: Metadata }): CallerName | undefined {
  return callerNamed(valueOf(metadata, KEYS.caller));
}

/** The first value of a metadata key. */
export function valueOf(metadata: Metadata, key: string): string | undefined {
  return metadata.get(key)[0]?.toString();
}
