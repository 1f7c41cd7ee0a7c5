import type { Operator } from '../domain/operator.js';
import { OperatorNotFound } from '../domain/operator-errors.js';
import type { Operators } from './ports.js';

/** The calling operator under a lock; throws NOT_FOUND, and ACCOUNT_DISABLED for one who was disabled while the request was on its way. */
export async function lockActive(operators: Operators, id: string): Promise<Operator> {
  const operator = await operators.lock(id);
  if (!operator) throw new OperatorNotFound();
  operator.mustBeActive();
  return operator;
}
