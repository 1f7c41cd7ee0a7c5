import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { runUserService, type RunningUserService, type UserClient } from './running-user-service.js';

let run: RunningUserService;
let userId: string;
let me: UserClient;
let somebodyElse: UserClient;
beforeAll(async () => {
  run = await runUserService();
});
beforeEach(async () => {
  const name = expect.getState().currentTestName ?? '';
  ({
    user: { id: userId },
  } = await run.logIn(name.slice(0, 100)));
  me = run.as(userId);
  somebodyElse = run.as((await run.logIn('somebody-else')).user.id);
});
afterAll(() => run.stop());

const fields: userV1.AddressFields = {
  name: '张三',
  phone: '13800138000',
  province: '广东省',
  city: '深圳市',
  district: '南山区',
  detail: '科技园 1 号 🏠',
  postalCode: '518000',
  isDefault: false,
};

async function create(changes: Partial<userV1.AddressFields> = {}): Promise<userV1.Address> {
  const { address } = await me.createAddress({ fields: { ...fields, ...changes } });
  if (!address) throw new Error('no address was answered');
  return address;
}

async function all(client = me): Promise<userV1.Address[]> {
  return (await client.listAddresses({ limit: 100, cursor: '' })).addresses;
}

async function defaults(): Promise<string[]> {
  return (await all()).filter((address) => address.fields?.isDefault).map(({ id }) => id);
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );

const NOT_FOUND = { kind: 'not_found', reason: 'NOT_FOUND' };

describe('an address', () => {
  it('is created, read, replaced and deleted by its owner', async () => {
    const created = await create();
    expect(created.fields).toEqual(fields);
    await expect(me.getAddress({ id: created.id })).resolves.toEqual({ address: created });
    const changed = { ...fields, name: '李四', postalCode: '', isDefault: true };
    await expect(me.updateAddress({ id: created.id, fields: changed })).resolves.toEqual({
      address: { ...created, fields: changed },
    });
    await expect(me.getAddress({ id: created.id })).resolves.toEqual({ address: { ...created, fields: changed } });
    await me.deleteAddress({ id: created.id });
    await expect(me.getAddress({ id: created.id })).rejects.toMatchObject(NOT_FOUND);
    await expect(me.deleteAddress({ id: created.id })).rejects.toMatchObject(NOT_FOUND);
  });

  it('of another user is not there', async () => {
    const created = await create();
    await expect(somebodyElse.getAddress({ id: created.id })).rejects.toMatchObject(NOT_FOUND);
    await expect(somebodyElse.updateAddress({ id: created.id, fields })).rejects.toMatchObject(NOT_FOUND);
    await expect(somebodyElse.deleteAddress({ id: created.id })).rejects.toMatchObject(NOT_FOUND);
    expect((await all(somebodyElse)).map(({ id }) => id)).not.toContain(created.id);
    await expect(all()).resolves.toEqual([created]);
  });

  it('is refused with every fault at once, and when it is missing', async () => {
    const refused = me.createAddress({ fields: { ...fields, name: '', phone: 'x', detail: 'a\nb' } });
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      reason: 'VALIDATION_FAILED',
      details: ['name', 'phone', 'detail'].map((path) => expect.objectContaining({ path })),
    });
    await expect(me.createAddress({ fields: null })).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
    await expect(all()).resolves.toEqual([]);
  });

  it.each(['', 'abc', '-1', '99999999999999999999'])('has no id like %j', async (id) => {
    const refused = { kind: 'invalid', reason: 'VALIDATION_FAILED' };
    await expect(me.getAddress({ id })).rejects.toMatchObject(refused);
    await expect(me.updateAddress({ id, fields })).rejects.toMatchObject(refused);
    await expect(me.deleteAddress({ id })).rejects.toMatchObject(refused);
  });

  it('needs a user who exists', async () => {
    await expect(run.client.listAddresses({ limit: 0, cursor: '' })).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
    await expect(run.as('999').createAddress({ fields })).rejects.toMatchObject(NOT_FOUND);
  });
});

describe('the list', () => {
  it('comes newest first, page by page', async () => {
    const created = [];
    for (let index = 0; index < 5; index += 1) created.push(await create());
    const ids = created.map(({ id }) => id).toReversed();
    const pages: string[][] = [];
    let cursor = '';
    do {
      const page = await me.listAddresses({ limit: 2, cursor });
      pages.push(page.addresses.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  it.each([
    [-1, ''],
    [101, ''],
    [10, 'not a cursor'],
    [10, Buffer.from('99999999999999999999').toString('base64url')],
  ])('is refused with limit %d and cursor %j', async (limit, cursor) => {
    await expect(me.listAddresses({ limit, cursor })).rejects.toMatchObject({ reason: 'VALIDATION_FAILED' });
  });

  it('holds at most 50, also when many are added at once', async () => {
    for (let index = 0; index < 45; index += 1) await create();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => create()));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 5 }, () => expect.objectContaining({ kind: 'conflict', reason: 'CONFLICT' })),
    );
    await expect(all()).resolves.toHaveLength(50);
  });
});

describe('the default', () => {
  it('goes to the address that takes it last', async () => {
    const one = await create({ isDefault: true });
    const two = await create({ isDefault: true });
    await expect(defaults()).resolves.toEqual([two.id]);
    await me.updateAddress({ id: one.id, fields: { ...fields, isDefault: true } });
    await expect(defaults()).resolves.toEqual([one.id]);
    await me.updateAddress({ id: one.id, fields: { ...fields, isDefault: true, name: '王五' } });
    await expect(defaults()).resolves.toEqual([one.id]);
    await me.updateAddress({ id: one.id, fields });
    await expect(defaults()).resolves.toEqual([]);
  });

  it('stays one when many take it at once', async () => {
    const addresses = await Promise.all(Array.from({ length: 10 }, () => create()));
    await Promise.all([
      ...addresses.map(({ id }) => me.updateAddress({ id, fields: { ...fields, isDefault: true } })),
      ...Array.from({ length: 5 }, () => create({ isDefault: true })),
    ]);
    await expect(defaults()).resolves.toHaveLength(1);
  });

  it('and the last one are deleted once by twenty at once, and no other goes with them', async () => {
    const other = await create();
    const last = await create({ isDefault: true });
    const remove = (id: string) => Promise.all(Array.from({ length: 20 }, () => reasonOf(me.deleteAddress({ id }))));
    const onceOf = ['done', ...Array<string>(19).fill('NOT_FOUND')].toSorted();
    expect((await remove(last.id)).toSorted()).toEqual(onceOf);
    expect([await defaults(), (await all()).map(({ id }) => id)]).toEqual([[], [other.id]]);
    expect((await remove(other.id)).toSorted()).toEqual(onceOf);
    expect(await all()).toEqual([]);
    const next = await create({ isDefault: true });
    expect(await defaults()).toEqual([next.id]);
  });

  it('is one or none when it is deleted while others take it', async () => {
    const first = await create({ isDefault: true });
    const others = await Promise.all(Array.from({ length: 5 }, () => create()));
    const take = ({ id }: userV1.Address) => me.updateAddress({ id, fields: { ...fields, isDefault: true } });
    await Promise.all([...others.map(take), me.deleteAddress({ id: first.id })]);
    expect(await defaults()).toHaveLength(1);
    expect((await all()).map(({ id }) => id).toSorted()).toEqual(others.map(({ id }) => id).toSorted());
  });

  it('of another user stays', async () => {
    const mine = await create({ isDefault: true });
    await somebodyElse.createAddress({ fields: { ...fields, isDefault: true } });
    await expect(defaults()).resolves.toEqual([mine.id]);
  });
});
