import { createHash } from 'node:crypto';
import type { MerchantAccount } from './merchant-account.js';

/** What a shop types into the console for its message push; here it follows from the account. */
export interface PushSecrets {
  readonly token: string;
  readonly encodingAesKey: string;
}

export function pushSecrets({ appId, appSecret }: Pick<MerchantAccount, 'appId' | 'appSecret'>): PushSecrets {
  const derived = (what: string) => createHash('sha256').update([what, appId, appSecret].join('\n')).digest('hex');
  return { token: derived('token').slice(0, 32), encodingAesKey: derived('key').slice(0, 43) };
}
