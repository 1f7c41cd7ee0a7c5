import jwt from 'jsonwebtoken';

/** The key that a token names, if it is one of ours; nothing that a token says beside that name (`jwk`, `jku`, `x5u`) is looked at. */
export function publicKeyOf<K>(token: string, keys: ReadonlyMap<string, K>): K | undefined {
  const kid: unknown = jwt.decode(token, { complete: true })?.header.kid;
  return typeof kid === 'string' ? keys.get(kid) : undefined;
}
