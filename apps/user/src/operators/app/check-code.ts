import { type CodeVerdict, type SecondFactor } from '../domain/second-factor.js';
import { recoveryHash } from '../domain/recovery-code.js';
import type { SecondFactors } from './ports.js';

/**
 * Takes a code of the app or a recovery code, each once, and counts the wrong ones. The lock of the operator is held; the caller answers
 * a verdict rather than throwing it, so that what was counted stays. Throws RATE_LIMITED after too many wrong ones.
 */
export async function checkCode(
  factors: SecondFactors,
  factor: SecondFactor,
  code: string,
  now: Date,
): Promise<CodeVerdict> {
  factor.mustNotWait(now);
  const hash = recoveryHash(code);
  const verdict = hash ? await recoveryVerdict(factors, factor.snapshot.id, hash) : factor.take(code, now);
  if (verdict === 'RIGHT') factor.right();
  if (verdict === 'WRONG') factor.wrong(now);
  await factors.save(factor);
  return verdict;
}

async function recoveryVerdict(factors: SecondFactors, operatorId: string, hash: Buffer): Promise<CodeVerdict> {
  return (await factors.useRecoveryCode(operatorId, hash)) ? 'RIGHT' : 'WRONG';
}
