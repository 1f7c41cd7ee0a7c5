import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { type OperatorLogin, PASSWORD, runOperators, type RunningOperators } from './running-operators.js';

const FIELDS = { name: 'erp', scopes: ['orders.read'], networks: ['203.0.113.0/24'], expiresInDays: 0 };
const DAY_MS = 86_400_000;

let database: TestDatabase;
let run: RunningOperators;
let admin: OperatorLogin;
beforeAll(async () => {
  database = await testDatabase(migrations);
  run = await runOperators(database);
  admin = await run.logIn();
});
afterAll(async () => {
  await run.stop();
  await database.drop();
});

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'nothing was refused',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );
const create = async (part: Partial<typeof FIELDS> = {}) => {
  const { apiKey, key } = await run.apiKeysAs(admin, (rpcs) => rpcs.createApiKey({ fields: { ...FIELDS, ...part } }));
  return { apiKey: apiKey as userV1.ApiKey, key };
};
const get = async (id: string) => (await run.apiKeysAs(admin, (rpcs) => rpcs.getApiKey({ id }))).apiKey;
const rotate = (id: string, overlapHours = 24) =>
  run.apiKeysAs(admin, (rpcs) => rpcs.rotateApiKey({ id, overlapHours }));
const revoke = (id: string) => run.apiKeysAs(admin, (rpcs) => rpcs.revokeApiKey({ id }));
const present = (key: string) =>
  run.apiKeys.authenticateApiKey({ hash: createHash('sha256').update(key).digest('hex') });

describe('a key', () => {
  it('is shown once, and known by its hash only', async () => {
    const { apiKey, key } = await create();
    expect(key).toMatch(/^msk_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ name: 'erp', scopes: ['orders.read'], expiresAt: null, revokedAt: null });
    expect(apiKey.secrets).toMatchObject([{ prefix: key.slice(0, 10), expiresAt: null, lastUsedAt: null }]);
    expect(JSON.stringify(await get(apiKey.id))).not.toContain(key.slice(10));
    const everything = [
      await database.dataSource.query('SELECT * FROM api_key_secret'),
      await database.dataSource.query('SELECT * FROM api_key'),
      await run.audited(),
    ];
    expect(JSON.stringify(everything)).not.toContain(key.slice(10));
  });

  it('says whose it is, and is noted as used at most once a minute', async () => {
    const { apiKey, key } = await create();
    const { id, name, scopes, networks } = apiKey;
    expect(await present(key)).toEqual({ id, name, scopes, networks });
    const used = (await get(id))?.secrets[0]?.lastUsedAt;
    expect(used).not.toBeNull();
    run.clock.advance(30_000);
    await present(key);
    expect((await get(id))?.secrets[0]?.lastUsedAt).toEqual(used);
    run.clock.advance(31_000);
    await present(key);
    expect((await get(id))?.secrets[0]?.lastUsedAt).not.toEqual(used);
  });

  it.each(['', 'msk_x', `msk_${'a'.repeat(43)}`])('is none when it is %j', async (key) => {
    expect(await reasonOf(present(key))).toBe('TOKEN_INVALID');
    expect(await reasonOf(run.apiKeys.authenticateApiKey({ hash: key }))).toBe('TOKEN_INVALID');
  });

  it('ends when its time is over', async () => {
    const { key } = await create({ expiresInDays: 1 });
    run.clock.advance(DAY_MS - 1000);
    await present(key);
    run.clock.advance(1000);
    expect(await reasonOf(present(key))).toBe('TOKEN_EXPIRED');
  });

  it('may be given other rights, from the next call on', async () => {
    const { apiKey, key } = await create();
    const fields = { name: 'wms', scopes: ['orders.ship', 'orders.read'], networks: [], expiresInDays: 0 };
    await run.apiKeysAs(admin, (rpcs) => rpcs.replaceApiKey({ id: apiKey.id, fields }));
    const { id } = apiKey;
    expect(await present(key)).toEqual({ id, name: 'wms', scopes: ['orders.read', 'orders.ship'], networks: [] });
  });

  it('is revoked at once and for good', async () => {
    const { apiKey, key } = await create();
    const { id } = apiKey;
    for (let time = 0; time < 2; time += 1) await revoke(id);
    expect(await reasonOf(present(key))).toBe('TOKEN_INVALID');
    expect((await get(id))?.revokedAt).not.toBeNull();
    expect(await reasonOf(rotate(id))).toBe('CONFLICT');
    expect(await reasonOf(run.apiKeysAs(admin, (rpcs) => rpcs.replaceApiKey({ id, fields: FIELDS })))).toBe('CONFLICT');
    const acts = (await run.audited()).filter(({ targetId }) => targetId === id).map(({ action }) => action);
    expect(acts).toEqual(['api-key.revoke', 'api-key.create']);
  });
});

describe('rotation', () => {
  it('gives another key, and the one before is good for the overlap still', async () => {
    const { apiKey, key } = await create();
    const { key: next } = await rotate(apiKey.id, 24);
    expect(next).not.toBe(key);
    await Promise.all([present(key), present(next)]);
    run.clock.advance(DAY_MS);
    expect(await reasonOf(present(key))).toBe('TOKEN_EXPIRED');
    await present(next);
  });

  it('without an overlap ends the one before at once', async () => {
    const { apiKey, key } = await create();
    await rotate(apiKey.id, 0);
    expect(await reasonOf(present(key))).toBe('TOKEN_EXPIRED');
  });

  it('leaves two of them good, however often it is asked for at the same time', async () => {
    const { apiKey, key } = await create();
    const made = await Promise.all(Array.from({ length: 12 }, async () => (await rotate(apiKey.id, 24)).key));
    run.clock.advance(1000);
    const answers = await Promise.all([key, ...made].map((each) => reasonOf(present(each))));
    expect(answers.filter((answer) => answer === 'nothing was refused')).toHaveLength(2);
  });
});

describe('keys', () => {
  it('are listed page by page, newest first', async () => {
    const { apiKey } = await create({ name: 'newest' });
    const first = await run.apiKeysAs(admin, (rpcs) => rpcs.listApiKeys({ limit: 1, cursor: '' }));
    expect(first.apiKeys.map(({ id }) => id)).toEqual([apiKey.id]);
    const second = await run.apiKeysAs(admin, (rpcs) => rpcs.listApiKeys({ limit: 1, cursor: first.nextCursor }));
    expect(BigInt(second.apiKeys[0]?.id ?? 0)).toBeLessThan(BigInt(apiKey.id));
  });

  it('are for admins only, also when their rights were taken away meanwhile', async () => {
    const { apiKey } = await create();
    const { id } = apiKey;
    const made = await run.as(admin, (rpcs) =>
      rpcs.createOperator({ username: 'helper', displayName: '某人', roles: ['operations'], password: PASSWORD }),
    );
    expect(made.operator?.operator?.username).toBe('helper');
    const helper = await run.logIn(PASSWORD, 'helper');
    for (const act of [
      (rpcs: typeof run.apiKeys) => rpcs.createApiKey({ fields: FIELDS }),
      (rpcs: typeof run.apiKeys) => rpcs.replaceApiKey({ id, fields: FIELDS }),
      (rpcs: typeof run.apiKeys) => rpcs.rotateApiKey({ id, overlapHours: 0 }),
      (rpcs: typeof run.apiKeys) => rpcs.revokeApiKey({ id }),
    ]) {
      expect(await reasonOf(run.apiKeysAs<unknown>(helper, act))).toBe('FORBIDDEN');
      expect(await reasonOf(Promise.resolve(act(run.apiKeys)))).toBe('TOKEN_MISSING');
    }
    expect(await get(id)).toEqual(apiKey);
  });

  it.each([
    [{ name: 'E R P' }],
    [{ scopes: [] }],
    [{ scopes: ['users.read'] }],
    [{ networks: ['0.0.0.0/0'] }],
    [{ expiresInDays: -1 }],
  ])('cannot be %j', async (part) => expect(await reasonOf(create(part))).toBe('VALIDATION_FAILED'));

  it('that are not there cannot be changed', async () => {
    expect(await reasonOf(get('1'))).toBe('NOT_FOUND');
    expect(await reasonOf(rotate('1'))).toBe('NOT_FOUND');
    expect(await reasonOf(revoke('1'))).toBe('NOT_FOUND');
    expect(await reasonOf(rotate('x'))).toBe('VALIDATION_FAILED');
    expect(await reasonOf(rotate('1', 721))).toBe('VALIDATION_FAILED');
  });
});
