import { expect, it } from '@jest/globals';
import { toProfile } from './users.mapper.js';

const profile = {
  id: '7',
  nickname: '小明',
  avatarUrl: '',
  city: '',
  level: 1,
  points: '0',
  phoneMasked: '',
  createdAt: { seconds: '0', nanos: 0 },
};

it('tells the owner what nobody else sees, and what was not passed', () => {
  const shown = { id: '7', nickname: '小明', avatarUrl: '', city: '', level: 1, points: 0, phoneMasked: '' };
  const of = (pending: string[], rejected: string[]) => {
    const { createdAt: _, ...rest } = toProfile({ ...profile, pending, rejected } as never, (url) => url);
    return rest;
  };
  expect(of([], [])).toEqual(shown);
  expect(of(['avatar_url', 'nickname'], ['city'])).toEqual({
    ...shown,
    avatarPending: true,
    nicknamePending: true,
    cityRejected: true,
  });
  expect(of(['city'], ['avatar_url', 'nickname'])).toEqual({
    ...shown,
    cityPending: true,
    avatarRejected: true,
    nicknameRejected: true,
  });
});
