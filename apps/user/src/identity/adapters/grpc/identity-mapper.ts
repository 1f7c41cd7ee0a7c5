import type { userV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { LiveSession } from '../../app/ports.js';
import type { TokenPair } from '../../app/token-pairs.js';
import type { Profile, PublicProfile } from '../../domain/profile.js';
import type { OwnProfile } from '../../domain/unpublished.js';
import type { ProfileChange } from '../../domain/profile-change.js';

export function toPublicUser(profile: PublicProfile): userV1.PublicUser {
  const { id, nickname, avatarUrl, city, level, createdAt } = profile;
  return { id, nickname, avatarUrl, city, level, createdAt: toTimestamp(createdAt) };
}

const WIRE_NAMES = { nickname: 'nickname', avatarUrl: 'avatar_url', city: 'city' } as const;

/** Operators are shown it without what nobody but its owner sees. */
export function toProfile(profile: Profile & Partial<OwnProfile>): userV1.Profile {
  const { points, phoneMasked, pending = [], rejected = [] } = profile;
  return {
    ...toPublicUser(profile),
    points,
    phoneMasked,
    pending: pending.map((field) => WIRE_NAMES[field]),
    rejected: rejected.map((field) => WIRE_NAMES[field]),
  };
}

export function fromProfileUpdate({ nickname, avatarUrl, city, fields }: userV1.UpdateProfileRequest): ProfileChange {
  return {
    ...(fields.includes('nickname') && { nickname }),
    ...(fields.includes('avatar_url') && { avatarUrl }),
    ...(fields.includes('city') && { city }),
  };
}

export function toSession(session: LiveSession, currentId: string): userV1.Session {
  const { id, device, createdAt, lastUsedAt, expiresAt } = session;
  return {
    id,
    devicePlatform: device.platform,
    deviceModel: device.model,
    current: id === currentId,
    createdAt: toTimestamp(createdAt),
    lastUsedAt: toTimestamp(lastUsedAt),
    expiresAt: toTimestamp(expiresAt),
  };
}

export function toSignedIn({ tokens, profile }: { tokens: TokenPair; profile: OwnProfile }): {
  tokens: userV1.Tokens;
  user: userV1.Profile;
} {
  return { tokens: { ...tokens }, user: toProfile(profile) };
}
