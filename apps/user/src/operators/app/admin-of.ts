import type { Operator } from '../domain/operator.js';
import { NotAnAdmin } from '../domain/operator-errors.js';

/** Who asks, under the lock: somebody may have taken the rights away while the request was on its way. Throws FORBIDDEN. */
export function adminOf(locked: ReadonlyMap<string, Operator>, actorId: string): Operator {
  const actor = locked.get(actorId);
  if (!actor?.isAdmin) throw new NotAnAdmin();
  return actor;
}
