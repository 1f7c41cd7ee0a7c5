import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FieldCipher, Reencryption } from '@minisuite/encryption';
import { testDataKeys } from '@minisuite/testing';
import { PhoneIndex } from '../src/identity/adapters/crypto/phone-index.js';
import { indexPhones } from '../src/identity/adapters/mysql/index-phones.js';
import { sealedTables } from '../src/sealed-tables.js';
import { type Login, runUserService, type RunningUserService } from './running-user-service.js';

const fields = {
  name: '张三',
  phone: '13800138000',
  province: '广东省',
  city: '广州市',
  district: '海珠区',
  detail: '新港中路397号',
  postalCode: '510000',
  isDefault: true,
};
const personal = Object.values(fields).filter((value) => typeof value === 'string');
const PHONE = '13912345678';

let user: RunningUserService;
let me: Login;
beforeAll(async () => {
  user = await runUserService();
  me = await user.logIn('sealed-openid');
  await user.as(me.user.id).bindPhone({ code: user.wechat.phoneCode('sealed-openid', PHONE) });
  await user.as(me.user.id).createAddress({ fields });
});
afterAll(() => user.stop());

const rowsOf = async (table: string) => JSON.stringify(await user.db.query(`SELECT * FROM ${table}`));

describe('personal data', () => {
  it('is not to be read in the tables', async () => {
    const tables = (await rowsOf('account')) + (await rowsOf('address'));
    expect(tables).toContain('sealed:test:');
    expect([...personal, PHONE].filter((secret) => tables.includes(secret))).toEqual([]);
    const [account] = await user.db.query<{ session_key: string }[]>('SELECT session_key FROM account');
    expect(account?.session_key).toMatch(/^sealed:test:/);
  });

  it('comes back to its owner as it was', async () => {
    const { addresses } = await user.as(me.user.id).listAddresses({ limit: 10, cursor: '' });
    expect(addresses).toEqual([expect.objectContaining({ fields })]);
    expect((await user.as(me.user.id).getProfile({})).profile?.phoneMasked).toBe('139****5678');
  });

  it('of somebody else cannot be put into a row', async () => {
    const other = await user.logIn('other-openid');
    await user.as(other.user.id).createAddress({ fields: { ...fields, detail: '别处' } });
    const move = `UPDATE address a JOIN address b ON b.user_id = ? SET a.detail = b.detail WHERE a.user_id = ?`;
    await user.db.query(move, [me.user.id, other.user.id]);
    await expect(user.as(other.user.id).listAddresses({ limit: 10, cursor: '' })).rejects.toThrow('Internal error');
    await user.db.query('DELETE FROM address WHERE user_id = ?', [other.user.id]);
  });

  it('with a phone number from before there was an index is found by it afterwards', async () => {
    const phones = new PhoneIndex(createSecretKey(Buffer.alloc(32, 7)));
    await user.db.query('UPDATE account SET phone_index = NULL');
    expect(await indexPhones(user.db, new FieldCipher(testDataKeys()), phones)).toBe(1);
    expect(await indexPhones(user.db, new FieldCipher(testDataKeys()), phones)).toBe(0);
    const found = await user.db.query('SELECT CAST(id AS CHAR) AS id FROM account WHERE phone_index = ?', [
      phones.of(PHONE),
    ]);
    expect(found).toEqual([{ id: me.user.id }]);
  });

  it('from before there was encryption is read, and sealed by re-encryption', async () => {
    await user.db.query("UPDATE address SET name = '李四' WHERE user_id = ?", [me.user.id]);
    const first = async () => (await user.as(me.user.id).listAddresses({ limit: 10, cursor: '' })).addresses[0]?.fields;
    expect((await first())?.name).toBe('李四');
    const reencryption = new Reencryption(user.db, new FieldCipher(testDataKeys()));
    for (const table of sealedTables) expect((await reencryption.run(table)).left).toEqual(new Map());
    expect(await rowsOf('address')).not.toContain('李四');
    expect((await first())?.name).toBe('李四');
  });
});
