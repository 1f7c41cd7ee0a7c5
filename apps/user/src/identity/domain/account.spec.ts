import { describe, expect, it } from '@jest/globals';
import { Account, type AccountState } from './account.js';
import { AccountDisabled } from './identity-errors.js';

const now = new Date('2026-03-01T08:00:00.000Z');
const later = new Date('2026-03-02T08:00:00.000Z');
const wechat = { openid: 'o1', unionid: null, sessionKey: 'k1' };

function registered(changes: Partial<AccountState> = {}): Account {
  return Account.restore({ ...Account.register('1234567', wechat, now).snapshot, ...changes });
}

describe('registering', () => {
  it('makes a profile with usual values and records one event', () => {
    const account = Account.register('1234567', wechat, now);
    expect(account.profile).toEqual({
      id: '1234567',
      nickname: '微信用户4567',
      avatarUrl: '',
      city: '',
      level: 1,
      points: '0',
      phoneMasked: '',
      createdAt: now,
    });
    const [event, ...others] = account.takeEvents();
    expect(event?.payload).toEqual({ userId: '1234567', registeredAt: '2026-03-01T08:00:00.000Z' });
    expect(others).toEqual([]);
    expect(account.takeEvents()).toEqual([]);
  });
});

describe('signing in', () => {
  it('keeps the newest session key and records nothing', () => {
    const account = registered();
    account.signIn({ ...wechat, sessionKey: 'k2' }, later);
    expect(account.snapshot).toMatchObject({ sessionKey: 'k2', unionid: null, createdAt: now, updatedAt: later });
    expect(account.takeEvents()).toEqual([]);
  });

  it('fills the unionid once WeChat tells it, and keeps it', () => {
    const account = registered();
    account.signIn({ ...wechat, unionid: 'u1' }, later);
    account.signIn(wechat, later);
    expect(account.snapshot.unionid).toBe('u1');
  });

  it('is refused to a disabled account', () => {
    expect(() => registered({ status: 'DISABLED' }).signIn(wechat, later)).toThrow(AccountDisabled);
  });
});

describe('binding a phone', () => {
  it('shows it masked only', () => {
    const account = registered();
    account.bindPhone({ countryCode: '86', number: '13800138000' }, later);
    expect(account.profile.phoneMasked).toBe('138****8000');
    expect(account.snapshot.updatedAt).toBe(later);
  });

  it('is refused to a disabled account', () => {
    const phone = { countryCode: '86', number: '13800138000' };
    expect(() => registered({ status: 'DISABLED' }).bindPhone(phone, later)).toThrow(AccountDisabled);
  });
});
