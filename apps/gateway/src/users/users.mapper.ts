import type { userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import { fen as wholeNumber } from '@minisuite/kernel';
import type { z } from 'zod';
import type { profileSchema, publicUserSchema, updateProfileSchema } from './users.schemas.js';

type Absolute = (url: string) => string;

export function toProfile(profile: userV1.Profile, absolute: Absolute): z.infer<typeof profileSchema> {
  const { id, nickname, avatarUrl, city, level, points, phoneMasked, createdAt, pending, rejected } = profile;
  return {
    id,
    nickname,
    avatarUrl: absolute(avatarUrl),
    city,
    level,
    points: wholeNumber(points),
    phoneMasked,
    createdAt: dateOf(createdAt).toISOString(),
    ...(pending.includes('nickname') && { nicknamePending: true }),
    ...(pending.includes('avatar_url') && { avatarPending: true }),
    ...(pending.includes('city') && { cityPending: true }),
    ...(rejected.includes('nickname') && { nicknameRejected: true }),
    ...(rejected.includes('avatar_url') && { avatarRejected: true }),
    ...(rejected.includes('city') && { cityRejected: true }),
  };
}

export function fromProfileUpdate(body: z.infer<typeof updateProfileSchema>): userV1.UpdateProfileRequest {
  const { nickname, avatarUrl, city } = body;
  const given = { nickname, avatar_url: avatarUrl, city };
  return {
    nickname: nickname ?? '',
    avatarUrl: avatarUrl ?? '',
    city: city ?? '',
    fields: Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  };
}

export function toPublicUser(user: userV1.PublicUser, absolute: Absolute): z.infer<typeof publicUserSchema> {
  const { id, nickname, avatarUrl, city, level, createdAt } = user;
  return { id, nickname, avatarUrl: absolute(avatarUrl), city, level, createdAt: dateOf(createdAt).toISOString() };
}
