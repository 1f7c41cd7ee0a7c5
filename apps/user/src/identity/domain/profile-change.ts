import { DomainError, type ErrorDetail } from '@minisuite/kernel';

export interface ProfileFields {
  readonly nickname: string;
  readonly avatarUrl: string;
  readonly city: string;
}

/** What of a profile is to become what. */
export type ProfileChange = Partial<ProfileFields>;

const MAX_URL = 512;
// Control characters, line breaks, marks that turn the direction of writing, and characters that nobody sees.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u3164\uffa0\u115f\u1160]/u;
// Of these, emoji are made of some.
const JOINER = /(?<=\p{Emoji})\u200d(?=\p{Emoji})|(?<=\p{Emoji_Modifier_Base}|\p{Emoji})\ufe0f/gu;

/** Checks, trims and composes; throws VALIDATION_FAILED with every fault. Pictures lie on hosts that the shop has allowed. */
export function profileChange(given: ProfileChange, avatarHosts: readonly string[]): ProfileChange {
  const details: ErrorDetail[] = [];
  const fault = (path: keyof ProfileFields, message: string) => void details.push({ path, message });
  const text = (path: 'nickname' | 'city', least: number, most: number): string | undefined => {
    const value = given[path]?.normalize('NFC').trim();
    if (value === undefined) return undefined;
    const length = [...value].length;
    if (length < least || length > most) fault(path, `must be ${least} to ${most} characters`);
    else if (UNSEEN.test(value.replaceAll(JOINER, ''))) fault(path, 'must not have characters that cannot be seen');
    return value;
  };
  const nickname = text('nickname', 1, 32);
  const city = text('city', 0, 32);
  const { avatarUrl } = given;
  if (avatarUrl && !isAllowed(avatarUrl, avatarHosts))
    fault('avatarUrl', `must be an https address of ${avatarHosts.join(', ')}`);
  if (details.length > 0) throw new DomainError('invalid', 'VALIDATION_FAILED', 'The profile is not valid.', details);
  return {
    ...(nickname !== undefined && { nickname }),
    ...(avatarUrl !== undefined && { avatarUrl }),
    ...(city !== undefined && { city }),
  };
}

/** Throws VALIDATION_FAILED naming the texts. */
export function unacceptable(paths: readonly string[]): DomainError {
  const details = paths.map((path) => ({ path, message: 'is not acceptable' }));
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The profile is not acceptable.', details);
}

function isAllowed(text: string, hosts: readonly string[]): boolean {
  const url = text.length <= MAX_URL ? URL.parse(text) : null;
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false;
  // As written, too: what a parser repairs another one may read otherwise.
  return hosts.includes(url.hostname) && text.startsWith(`https://${url.hostname}/`);
}
