import { describe, expect, it } from '@jest/globals';
import { BatchingLoader } from './batching-loader.js';

function loader(maxBatch = 100) {
  const calls: string[][] = [];
  const batching = new BatchingLoader<{ id: string }>(
    async (keys) => {
      calls.push(keys);
      return keys.filter((key) => key !== 'unknown').map((id) => ({ id }));
    },
    ({ id }) => id,
    maxBatch,
  );
  return { calls, batching };
}

describe('BatchingLoader', () => {
  it('asks once for what is wanted at the same time', async () => {
    const { calls, batching } = loader();
    const values = await Promise.all(['1', '2', '1'].map((key) => batching.load(key)));
    expect(values).toEqual([{ id: '1' }, { id: '2' }, { id: '1' }]);
    expect(calls).toEqual([['1', '2']]);
  });

  it('keeps to the size of a batch', async () => {
    const { calls, batching } = loader(2);
    await Promise.all(['1', '2', '3'].map((key) => batching.load(key)));
    expect(calls).toEqual([['1', '2'], ['3']]);
  });

  it('loads undefined for what is not there', async () => {
    expect(await loader().batching.load('unknown')).toBeUndefined();
  });

  it('rejects all who wait for a failed call, and asks anew the next time', async () => {
    let fail = true;
    const batching = new BatchingLoader<{ id: string }>(
      async (keys) => {
        if (fail) throw new Error('away');
        return keys.map((id) => ({ id }));
      },
      ({ id }) => id,
    );
    const results = await Promise.allSettled([batching.load('1'), batching.load('2')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fail = false;
    expect(await batching.load('1')).toEqual({ id: '1' });
  });
});
