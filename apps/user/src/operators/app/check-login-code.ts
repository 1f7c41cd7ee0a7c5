import type { LoginRefusal } from '../domain/login-refusal.js';
import { checkCode } from './check-code.js';
import type { SecondFactors } from './ports.js';

/** Why the code of a login does not do; null when it does, or none is needed. Throws RATE_LIMITED after too many wrong ones. */
export async function checkLoginCode(
  factors: SecondFactors,
  operatorId: string,
  code: string,
  now: Date,
): Promise<LoginRefusal | null> {
  const factor = await factors.find(operatorId);
  if (!factor?.isOn) return null;
  if (code === '') return 'NO_CODE';
  const verdict = await checkCode(factors, factor, code, now);
  return verdict === 'RIGHT' ? null : `${verdict}_CODE`;
}
