import { Injectable } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { checkClaims, parseAuthorization, signInformation } from '../domain/authorization.js';
import { signError } from '../domain/pay-error.js';
import { PayKeys } from './ports.js';

export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly url: string;
  readonly body: Buffer;
  readonly authorization: string | undefined;
}

/** Throws SIGN_ERROR unless the merchant's private key signed exactly this request within the last five minutes. */
@Injectable()
export class AuthenticateMerchant {
  constructor(
    private readonly account: MerchantAccount,
    private readonly keys: PayKeys,
    private readonly machineClock: Clock,
  ) {}

  run({ method, url, body, authorization }: SignedRequest): void {
    const claims = parseAuthorization(authorization);
    const { mchId, merchant } = this.account;
    checkClaims(claims, { mchId, serial: merchant.serial }, this.machineClock.now());
    const lines = [method, url, claims.timestamp, claims.nonce];
    if (this.keys.isMerchantSignature(lines, body, claims.signature)) return;
    throw signError('签名错误', 'sign not match', 'signature', signInformation(lines, body.toString('utf8')));
  }
}
