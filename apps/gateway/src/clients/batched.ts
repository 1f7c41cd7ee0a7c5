import { BatchingLoader } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';

/** Loads one thing by id while calls for many ids that come together become one; throws NOT_FOUND for an unknown id. */
export function batched<V extends { id: string }>(fetch: (ids: string[]) => Promise<V[]>): (id: string) => Promise<V> {
  const loader = new BatchingLoader<V>(
    // One call answers several requests, so it travels under nobody's identity.
    (ids) => RequestContext.run({ requestId: RequestContext.requestId() }, () => fetch(ids)),
    (value) => value.id,
  );
  return async (id) => {
    const value = await loader.load(id);
    if (!value) throw new DomainError('not_found', 'NOT_FOUND', 'There is none with this id.');
    return value;
  };
}
