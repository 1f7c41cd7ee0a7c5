import type { Operator } from '../domain/operator.js';
import { NotAnAdmin, OperatorNotFound } from '../domain/operator-errors.js';
import type { Operators } from './ports.js';

/**
 * The operator whom an admin wants to change, both under their locks: somebody may have taken the admin's rights away while the request
 * was on its way. Throws FORBIDDEN and NOT_FOUND.
 */
export async function lockForAdmin(operators: Operators, actorId: string, id: string): Promise<Operator> {
  const locked = await operators.lockAll([actorId, id]);
  if (!locked.get(actorId)?.isAdmin) throw new NotAnAdmin();
  const operator = locked.get(id);
  if (!operator) throw new OperatorNotFound();
  return operator;
}
