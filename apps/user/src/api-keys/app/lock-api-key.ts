import { lockForAdmin } from '../../operators/app/lock-for-admin.js';
import type { ApiKey } from '../domain/api-key.js';
import { ApiKeyNotFound } from '../domain/api-key-errors.js';
import type { ApiKeyRepositories } from './ports.js';

/** The key that an admin wants to change, under its lock. Throws FORBIDDEN unless an active admin asks, and NOT_FOUND. */
export async function lockApiKey(
  { operators, apiKeys }: Pick<ApiKeyRepositories, 'operators' | 'apiKeys'>,
  actorId: string,
  id: string,
): Promise<ApiKey> {
  await lockForAdmin(operators, actorId, actorId);
  const key = await apiKeys.lock(id);
  if (!key) throw new ApiKeyNotFound();
  return key;
}
