import type { Profile } from './profile.js';
import type { ProfileFields } from './profile-change.js';

export type ContentField = keyof ProfileFields;

/** A value of a profile that nobody but its author sees; a later value of the same field has another id. */
export interface Unpublished {
  readonly id: string;
  readonly field: ContentField;
  readonly value: string;
  /** WAITING for WeChat to be asked, SUBMITTED to it, or REJECTED. */
  readonly state: 'WAITING' | 'SUBMITTED' | 'REJECTED';
}

/** A profile as its owner sees it: with what waits in the place of what others see. */
export interface OwnProfile extends Profile {
  readonly pending: readonly ContentField[];
  readonly rejected: readonly ContentField[];
}

export function ownProfile(profile: Profile, unpublished: readonly Unpublished[]): OwnProfile {
  const pending = unpublished.filter(({ state }) => state !== 'REJECTED');
  const rejected = unpublished.filter(({ state }) => state === 'REJECTED');
  return {
    ...profile,
    ...Object.fromEntries(pending.map(({ field, value }) => [field, value])),
    pending: pending.map(({ field }) => field),
    rejected: rejected.map(({ field }) => field),
  };
}
