import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { GatewayConfig } from '../gateway.config.js';
import { type Identity, identityOf } from './identity.js';

export const ACCESS_TOKEN = 'access-token';

/** Accepts access tokens of the user service: RS256 and nothing else, whatever the token says about itself. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN) {
  constructor({ jwt }: GatewayConfig) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: jwt.publicKey,
      algorithms: ['RS256'],
      issuer: jwt.issuer,
      audience: jwt.audience,
    });
  }

  validate(payload: unknown): Identity {
    return identityOf(payload);
  }
}
