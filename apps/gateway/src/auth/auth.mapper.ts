import type { userV1 } from '@minisuite/contracts';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { toProfile } from '../users/users.mapper.js';
import type { sessionSchema } from './auth.schemas.js';

type Answer = userV1.LoginWithWechatResponse | userV1.RefreshSessionResponse;

export function toSession({ tokens, user }: Answer, absolute: (url: string) => string): z.infer<typeof sessionSchema> {
  const { accessToken, accessTokenExpiresIn, refreshToken, refreshTokenExpiresIn } = promised(tokens, 'tokens');
  return {
    accessToken,
    accessTokenExpiresIn,
    refreshToken,
    refreshTokenExpiresIn,
    user: toProfile(promised(user, 'user'), absolute),
  };
}
