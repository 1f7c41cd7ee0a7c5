import { createPublicKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { publicKeyOf } from './public-key-of.js';
import { GatewayConfig } from '../gateway.config.js';
import { type Identity, identityOf } from './identity.js';

export const ACCESS_TOKEN = 'access-token';

/** Accepts access tokens of the user service: RS256 and nothing else, with a key that we know, whatever the token says about itself. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN) {
  constructor({ jwt }: GatewayConfig) {
    // Read once: of a text, the library would make a key for each token.
    const keys = new Map([...jwt.publicKeys].map(([id, pem]) => [id, createPublicKey(pem)]));
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request, token: string, done) => {
        const key = publicKeyOf(token, keys);
        // Without an error an unknown key would be none, and it would be left to the library what it makes of that.
        // The types of passport-jwt do not know that jsonwebtoken takes such keys.
        done(key === undefined ? new Error('no such key') : null, key as unknown as string);
      },
      algorithms: ['RS256'],
      issuer: jwt.issuer,
      audience: jwt.audience,
    });
  }

  validate(payload: unknown): Identity {
    return identityOf(payload);
  }
}
