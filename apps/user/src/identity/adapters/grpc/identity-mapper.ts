import type { userV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { LiveSession } from '../../app/ports.js';
import type { TokenPair } from '../../app/token-pairs.js';
import type { Profile, PublicProfile } from '../../domain/profile.js';
import type { ProfileChange } from '../../domain/profile-change.js';

export function toPublicUser(profile: PublicProfile): userV1.PublicUser {
  const { id, nickname, avatarUrl, city, level, createdAt } = profile;
  return { id, nickname, avatarUrl, city, level, createdAt: toTimestamp(createdAt) };
}

export function toProfile(profile: Profile): userV1.Profile {
  const { points, phoneMasked } = profile;
  return { ...toPublicUser(profile), points, phoneMasked };
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

export function toSignedIn({ tokens, profile }: { tokens: TokenPair; profile: Profile }): {
  tokens: userV1.Tokens;
  user: userV1.Profile;
} {
  return { tokens: { ...tokens }, user: toProfile(profile) };
}
