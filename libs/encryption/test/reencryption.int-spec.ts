import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TABLE_OPTIONS } from '@minisuite/database';
import { type TestDatabase, testDatabase, testDataKeys } from '@minisuite/testing';
import { FieldCipher } from '../src/field-cipher.js';
import { Reencryption } from '../src/reencryption.js';

const TABLE = { table: 'person', columns: ['name', 'phone'] };
const DDL = `CREATE TABLE person (id BIGINT UNSIGNED NOT NULL PRIMARY KEY, name TEXT NOT NULL, phone TEXT NULL) ${TABLE_OPTIONS}`;
const ROWS = 25;
const PORTION = 10;

const older = new FieldCipher(testDataKeys('older'));
const newer = new FieldCipher(testDataKeys('newer', 'older'));
const place = (column: string, id: number) => ({ table: 'person', column, id: String(id) });

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase([], { ddl: [DDL] });
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const id = index + 1;
    // A third was written before there was encryption, and every fifth has no phone.
    const name = id % 3 === 0 ? `人${id}` : older.seal(`人${id}`, place('name', id));
    return [id, name, id % 5 === 0 ? null : older.seal(`1380013${id}`, place('phone', id))];
  });
  await database.dataSource.query('INSERT INTO person VALUES ?', [rows]);
});
afterEach(() => database.drop());

const stored = async () =>
  await database.dataSource.query<{ id: string; name: string; phone: string | null }[]>('SELECT * FROM person');

async function names(cipher: FieldCipher): Promise<string[]> {
  return (await stored()).map(({ id, name }) => cipher.open(name, place('name', Number(id))));
}

const EVERYBODY = Array.from({ length: ROWS }, (_, index) => `人${index + 1}`);

describe('re-encryption', () => {
  it('brings every value under the current key, so that the older one is not needed any more', async () => {
    const reencryption = new Reencryption(database.dataSource, newer);
    expect(await reencryption.run(TABLE, PORTION)).toEqual({ rows: 25, sealed: 45, left: new Map() });
    expect(await names(new FieldCipher(testDataKeys('newer')))).toEqual(EVERYBODY);
    expect(await reencryption.run(TABLE, PORTION)).toEqual({ rows: 25, sealed: 0, left: new Map() });
  });

  it('may be cut off at any place and begun again', async () => {
    let allowed = 13;
    const cut = new Proxy(database.dataSource, {
      get: (target, name) =>
        name === 'query'
          ? (sql: string, parameters: unknown[]) => {
              if (sql.startsWith('UPDATE') && (allowed -= 1) < 0) throw new Error('killed');
              return target.query(sql, parameters);
            }
          : Reflect.get(target, name),
    });
    await expect(new Reencryption(cut, newer).run(TABLE, PORTION)).rejects.toThrow('killed');
    expect(await names(newer)).toEqual(EVERYBODY);
    expect(await new Reencryption(database.dataSource, newer).run(TABLE, PORTION)).toMatchObject({ sealed: 32 });
    expect(await names(newer)).toEqual(EVERYBODY);
  });

  it('leaves a value to whoever changes it meanwhile, and tells what is left', async () => {
    const change = older.seal('李四', place('name', 7));
    let changed = false;
    const racing = new Proxy(database.dataSource, {
      get: (target, name) =>
        name === 'query'
          ? async (sql: string, parameters: unknown[]) => {
              if (sql.startsWith('UPDATE person SET name') && parameters[1] === '7' && !changed) {
                changed = true;
                await target.query('UPDATE person SET name = ? WHERE id = 7', [change]);
              }
              return await target.query<unknown>(sql, parameters);
            }
          : Reflect.get(target, name),
    });
    const result = await new Reencryption(racing, newer).run(TABLE, PORTION);
    expect(result).toEqual({ rows: 25, sealed: 44, left: new Map([['older', 1]]) });
    expect((await names(newer))[6]).toBe('李四');
  });

  it('stops at a value that cannot be opened, without touching it', async () => {
    await database.dataSource.query(
      'UPDATE person SET name = (SELECT name FROM (SELECT * FROM person) p WHERE id = 1) WHERE id = 2',
    );
    const before = (await stored())[1]?.name;
    await expect(new Reencryption(database.dataSource, newer).run(TABLE, PORTION)).rejects.toThrow(
      'person.name of 2 cannot be opened: it was changed or belongs elsewhere',
    );
    expect((await stored())[1]?.name).toBe(before);
  });
});
