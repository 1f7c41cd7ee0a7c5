import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { type PresentedCall, RpcGuard } from './rpc-guard.js';
import { forAnybody, forOperator, forService, forUser } from './rpc-rules.js';

const credential = 'c'.repeat(40);
const guard = new RpcGuard(credential, {
  UserService: {
    getProfile: forUser('gateway'),
    getAddress: forUser('gateway', 'order'),
    listAccounts: forOperator('gateway'),
    closeOrders: forService('order'),
    logIn: forAnybody('gateway'),
  },
});

const nobody = { credential, caller: 'gateway', userId: undefined, operatorId: undefined } as const;
function outcome(method: string, call: Partial<PresentedCall> = {}): string {
  try {
    guard.check({ ...nobody, path: `/minisuite.user.v1.UserService/${method}`, ...call });
    return 'passes';
  } catch (error) {
    return isDomainError(error) ? error.reason : String(error);
  }
}

describe('a call', () => {
  it('passes for a process that is named, on behalf of whom the rpc is for', () => {
    expect(outcome('GetProfile', { userId: '7' })).toBe('passes');
    expect(outcome('GetAddress', { userId: '7', caller: 'order' })).toBe('passes');
    expect(outcome('ListAccounts', { operatorId: '5' })).toBe('passes');
    expect(outcome('CloseOrders', { caller: 'order' })).toBe('passes');
    expect(outcome('LogIn')).toBe('passes');
    expect(outcome('LogIn', { userId: '7' })).toBe('passes');
  });

  it.each(['', 'd'.repeat(40), 'c'.repeat(39)])('with the credential %j is refused', (presented) => {
    expect(outcome('LogIn', { credential: presented })).toBe('CREDENTIALS_INVALID');
  });

  it('of a process that is not named, or of none of ours, is refused', () => {
    expect(outcome('GetProfile', { userId: '7', caller: 'order' })).toBe('FORBIDDEN');
    expect(outcome('GetProfile', { userId: '7', caller: undefined })).toBe('FORBIDDEN');
  });

  it.each(['GetSecrets', 'constructor', 'toString', 'getprofile', 'GetProfile/', '__proto__'])(
    'to %s, which is not declared, is refused',
    (method) => {
      expect(outcome(method, { userId: '7' })).toBe('FORBIDDEN');
    },
  );

  it.each(['/minisuite.user.v1.constructor/name', '/UserService', 'UserService/GetProfile', ''])(
    'to the path %j is refused',
    (path) => {
      expect(outcome('', { path, userId: '7' })).toBe('FORBIDDEN');
    },
  );

  it('on behalf of somebody else than the rpc is for is refused', () => {
    expect(outcome('GetProfile')).toBe('TOKEN_MISSING');
    expect(outcome('GetProfile', { operatorId: '5' })).toBe('TOKEN_MISSING');
    expect(outcome('ListAccounts', { userId: '7' })).toBe('TOKEN_MISSING');
    expect(outcome('CloseOrders', { caller: 'order', userId: '7' })).toBe('FORBIDDEN');
    expect(outcome('CloseOrders', { caller: 'order', operatorId: '5' })).toBe('FORBIDDEN');
  });
});
