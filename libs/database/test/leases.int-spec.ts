import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, testDatabase, type TestDatabase } from '@minisuite/testing';
import { LEASE_TABLE, Leases } from '../src/index.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase([], { ddl: [LEASE_TABLE] });
});

afterAll(() => database.drop());

const process = () => new Leases(database.dataSource);

describe('leases', () => {
  it('20 processes ask, one gets it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => process().acquire('race', 60_000)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('are prolonged by their owner without a change of fence', async () => {
    const owner = process();
    const first = await owner.acquire('mine', 5000);
    const second = await owner.acquire('mine', 5000);
    expect(second?.fence).toBe(first?.fence);
  });

  it('go to the next process when they run out, with a larger fence', async () => {
    const first = await process().acquire('short', 100);
    const successor = process();
    const second = await eventually(
      'the lease is free',
      async () => (await successor.acquire('short', 5000)) ?? undefined,
    );
    expect(Number(second.fence)).toBeGreaterThan(Number(first?.fence));
  });

  it('are free at once when given back', async () => {
    const owner = process();
    await owner.acquire('given', 60_000);
    await owner.release('given');
    expect(await process().acquire('given', 5000)).not.toBeNull();
  });

  it('cannot be given back by somebody else', async () => {
    await process().acquire('kept', 60_000);
    await process().release('kept');
    expect(await process().acquire('kept', 5000)).toBeNull();
  });
});
