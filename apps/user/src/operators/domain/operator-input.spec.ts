import { describe, expect, it } from '@jest/globals';
import { assertOperatorInput, type OperatorInput, rolesOf } from './operator-input.js';

const good = { username: 'bo.li', displayName: '李波', roles: ['support'], password: 'correct-horse' };

describe('assertOperatorInput', () => {
  it('takes what is right, and what is not given', () => {
    expect(() => assertOperatorInput(good)).not.toThrow();
    expect(() => assertOperatorInput({})).not.toThrow();
    expect(() => assertOperatorInput({ ...good, password: '密码密码很长很长一二三四五六' })).not.toThrow();
  });

  it.each<[OperatorInput, string]>([
    [{ username: 'ab' }, 'username'],
    [{ username: 'Bo' }, 'username'],
    [{ username: '-bo' }, 'username'],
    [{ username: 'bo li' }, 'username'],
    [{ username: 'a'.repeat(33) }, 'username'],
    [{ displayName: ' ' }, 'displayName'],
    [{ displayName: '波'.repeat(65) }, 'displayName'],
    [{ roles: [] }, 'roles'],
    [{ roles: ['admin', 'root'] }, 'roles'],
    [{ password: 'short-horse' }, 'password'],
    [{ password: 'aaaaaaaaaaaab' }, 'password'],
    [{ password: 'x1y2z3'.repeat(50) }, 'password'],
  ])('refuses %j', (input, path) => {
    const details = [expect.objectContaining({ path })];
    expect(() => assertOperatorInput(input)).toThrow(expect.objectContaining({ reason: 'VALIDATION_FAILED', details }));
  });

  it('tells all faults at once', () => {
    const input = { username: '', displayName: '', roles: [], password: '' };
    expect(() => assertOperatorInput(input)).toThrow(
      expect.objectContaining({
        details: ['username', 'displayName', 'roles', 'password'].map((path) => expect.objectContaining({ path })),
      }),
    );
  });
});

describe('rolesOf', () => {
  it('keeps each role once, in one order', () => {
    expect(rolesOf(['auditor', 'admin', 'auditor'])).toEqual(['admin', 'auditor']);
  });
});
