import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { profileChange } from './profile-change.js';

const HOSTS = ['thirdwx.qlogo.cn', 'wx.qlogo.cn'];
const change = (given: object) => profileChange(given, HOSTS);
const faultsOf = (given: object): string[] => {
  try {
    change(given);
  } catch (error) {
    if (error instanceof DomainError) return error.details.map(({ path }) => path);
  }
  return [];
};

describe('a change of the profile', () => {
  it('is trimmed and composed, and has nothing that was not given', () => {
    expect(change({ nickname: '  e\u0301va ' })).toEqual({ nickname: 'éva' });
    expect(change({ city: '' })).toEqual({ city: '' });
    expect(change({ avatarUrl: '' })).toEqual({ avatarUrl: '' });
    expect(change({})).toEqual({});
  });

  it.each(['小明', 'Ann-Marie O’Neill', '👨‍👩‍👧', '❤️', '🍵'.repeat(32), 'ابراهيم'])(
    'takes the nickname %j',
    (nickname) => {
      expect(change({ nickname })).toEqual({ nickname });
    },
  );

  it.each([
    '',
    '   ',
    'x'.repeat(33),
    'a\u0000b',
    'a\nb',
    'zero\u200bwidth',
    'join\u200der',
    '\u202egnp.exe',
    '\u2066isolate',
    '\u3164',
    'b\ufeffom',
    'lone \ud800',
    'tag\u{e0041}',
  ])('refuses the nickname %j', (nickname) => expect(faultsOf({ nickname })).toEqual(['nickname']));

  it.each(['https://thirdwx.qlogo.cn/mmopen/vi_32/a/132', 'https://wx.qlogo.cn/mmhead/x/0?wx_fmt=png'])(
    'takes the picture %s',
    (avatarUrl) => expect(change({ avatarUrl })).toEqual({ avatarUrl }),
  );

  it.each([
    'http://wx.qlogo.cn/x',
    'https://evil.example/x',
    'https://wx.qlogo.cn.evil.example/x',
    'https://evil.example/https://wx.qlogo.cn/',
    'https://wx.qlogo.cn@evil.example/',
    'https://user:pass@wx.qlogo.cn/x',
    'https://wx.qlogo.cn:8443/x',
    'https://wx.qlogo.cn\\@evil.example/',
    'https:wx.qlogo.cn/x',
    '//wx.qlogo.cn/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'javascript:alert(1)',
    'data:image/svg+xml,<svg/>',
    `https://wx.qlogo.cn/${'x'.repeat(512)}`,
    'not a url',
  ])('refuses the picture %j', (avatarUrl) => expect(faultsOf({ avatarUrl })).toEqual(['avatarUrl']));

  it('names all faults together', () => {
    expect(faultsOf({ nickname: '', avatarUrl: 'x', city: 'x'.repeat(33) })).toEqual(['nickname', 'city', 'avatarUrl']);
  });
});
