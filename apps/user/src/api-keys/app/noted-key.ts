import type { ApiKeyFields } from '../domain/api-key.js';

/** What an audit row tells of a key, as it was or as it is. */
export function notedKey(
  when: 'Before' | 'After',
  { name, scopes, networks, expiresAt }: ApiKeyFields,
): Record<string, string> {
  return {
    [`name${when}`]: name,
    [`scopes${when}`]: scopes.join(','),
    [`networks${when}`]: networks.join(','),
    [`expiresAt${when}`]: expiresAt?.toISOString() ?? '',
  };
}
