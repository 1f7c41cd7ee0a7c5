import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { type AccessClaims, AccessTokens } from '../../app/ports.js';
import { keyThumbprint } from '@minisuite/config';

export interface JwtSettings {
  readonly privateKey: string;
  readonly issuer: string;
  readonly audience: string;
}

export class RsaAccessTokens extends AccessTokens {
  private readonly key: KeyObject;
  private readonly keyId: string;

  constructor(private readonly settings: JwtSettings) {
    super();
    this.key = createPrivateKey(settings.privateKey);
    this.keyId = keyThumbprint(createPublicKey(this.key));
  }

  sign(claims: AccessClaims): string {
    const payload = {
      ...claims.bearer,
      iss: this.settings.issuer,
      aud: this.settings.audience,
      sub: claims.subject,
      sid: claims.sessionId,
      iat: seconds(claims.issuedAt),
      exp: seconds(claims.expiresAt),
      jti: randomUUID(),
    };
    return jwt.sign(payload, this.key, { algorithm: 'RS256', keyid: this.keyId });
  }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
