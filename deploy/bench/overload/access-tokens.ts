import { createPublicKey, sign } from 'node:crypto';
import { keyThumbprint } from '../../../libs/config/src/key-thumbprint.ts';

const TTL_S = 3600;

/** Signs access tokens of users as the user service does. */
export function accessTokens({ publicKey, privateKey }: { publicKey: string; privateKey: string }) {
  const kid = keyThumbprint(createPublicKey(publicKey));
  const head = part({ alg: 'RS256', typ: 'JWT', kid });
  const iat = Math.floor(Date.now() / 1000);
  const times = { iat, exp: iat + TTL_S, iss: 'minisuite', aud: 'minisuite-api' };
  return (userId: number): string => {
    const signed = `${head}.${part({ typ: 'access', sub: String(userId), sid: String(userId), ...times })}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
}

function part(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
