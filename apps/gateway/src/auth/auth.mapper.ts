import type { userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { toProfile } from '../users/users.mapper.js';
import type { deviceSessionPageSchema, deviceSessionSchema, sessionSchema } from './auth.schemas.js';

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

export function toDeviceSessionPage(answer: userV1.ListSessionsResponse): z.infer<typeof deviceSessionPageSchema> {
  return { items: answer.sessions.map(toDeviceSession), nextCursor: answer.nextCursor || null };
}

function toDeviceSession(session: userV1.Session): z.infer<typeof deviceSessionSchema> {
  const { id, devicePlatform: platform, deviceModel: model, current } = session;
  const [createdAt = '', lastUsedAt = '', expiresAt = ''] = [
    session.createdAt,
    session.lastUsedAt,
    session.expiresAt,
  ].map((at) => dateOf(at).toISOString());
  return { id, device: { platform, model }, current, createdAt, lastUsedAt, expiresAt };
}
