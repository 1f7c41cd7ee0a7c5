import type { ServiceName } from '../loader.js';

/** A process of ours that calls others. */
export type CallerName = ServiceName | 'gateway';

const CALLERS: ReadonlySet<string> = new Set<CallerName>(['gateway', 'user', 'order', 'payment', 'message']);

/** The process that a name stands for; undefined when none of ours is called so. */
export function callerNamed(name: string | undefined): CallerName | undefined {
  return name !== undefined && CALLERS.has(name) ? (name as CallerName) : undefined;
}

/** On whose behalf an rpc is called: a user's, an operator's, the calling service's own and nobody else's, or whoever's. */
export type Behalf = 'user' | 'operator' | 'service' | 'anybody';

/** Who may call an rpc, and on whose behalf. */
export interface RpcRule {
  readonly behalf: Behalf;
  readonly callers: readonly CallerName[];
}

/** A rule for each rpc of a service, as its controller names them: one that is left out does not compile. */
export type RulesOf<Controller> = { readonly [Rpc in keyof Controller]: RpcRule };

/** Rules by the name of the gRPC service and of its rpc; what is not in it is refused. */
export type RpcRules = Readonly<Record<string, Readonly<Record<string, RpcRule>>>>;

const rule =
  (behalf: Behalf) =>
  (...callers: readonly CallerName[]): RpcRule => ({ behalf, callers });

/** Called on behalf of a user, who is in the metadata; the service answers with what is theirs. */
export const forUser = rule('user');

/** Called on behalf of an operator, who is in the metadata. */
export const forOperator = rule('operator');

/** Called by a service on its own behalf: neither a user nor an operator may have it done for them. */
export const forService = rule('service');

/** Called on anybody's behalf: before somebody is logged in, or with a user as often as without. */
export const forAnybody = rule('anybody');
