import { describe, expect, it } from '@jest/globals';
import { errorForLog } from './error-for-log.js';

describe('an error in a log', () => {
  const driver = Object.assign(new Error("Duplicate entry 'o-SECRET' for key 'openid'"), {
    code: 'ER_DUP_ENTRY',
    errno: 1062,
    sql: "INSERT INTO account VALUES ('o-SECRET')",
    sqlMessage: "Duplicate entry 'o-SECRET'",
  });
  const failed = Object.assign(new Error(driver.message), {
    query: driver.sql,
    parameters: ['o-SECRET'],
    driverError: driver,
    code: driver.code,
  });

  it.each([
    ['of the driver', driver],
    ['of the data layer', failed],
    ['as a cause', new Error('cannot log in', { cause: failed })],
  ])('from the database %s shows code and place but no values', (_, error) => {
    const text = JSON.stringify(errorForLog(error));
    expect(text).not.toContain('SECRET');
    expect(text).toContain('ER_DUP_ENTRY');
    expect(text).toContain('error-for-log.spec');
  });

  it('of another kind keeps message, stack and codes', () => {
    const error = Object.assign(new TypeError('no such thing'), { code: 'E_NONE' });
    expect(errorForLog(error)).toMatchObject({
      type: 'TypeError',
      message: 'no such thing',
      code: 'E_NONE',
      stack: error.stack,
    });
  });

  it('that is none stays what it is', () => {
    expect(errorForLog('text')).toBe('text');
  });
});
