import { randomBytes } from 'node:crypto';
import { SecondFactorSecrets } from '../../app/ports.js';
import { grouped, RECOVERY_CODE_BYTES, RECOVERY_CODES } from '../../domain/recovery-code.js';
import { toBase32 } from '../../domain/totp.js';

/** As long as the hash, which RFC 4226 recommends. */
const KEY_BYTES = 20;

export class RandomSecondFactors extends SecondFactorSecrets {
  key(): Buffer {
    return randomBytes(KEY_BYTES);
  }

  recoveryCodes(): string[] {
    return Array.from({ length: RECOVERY_CODES }, () => grouped(toBase32(randomBytes(RECOVERY_CODE_BYTES))));
  }
}
