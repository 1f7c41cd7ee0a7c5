import { expect, it } from '@jest/globals';
import { ownProfile, type Unpublished } from './unpublished.js';

const profile = {
  id: '7',
  nickname: '小明',
  avatarUrl: 'old',
  city: '广州',
  level: 1,
  createdAt: new Date(0),
  points: '0',
  phoneMasked: '',
};
const of = (field: Unpublished['field'], state: Unpublished['state']): Unpublished => ({
  id: '1',
  field,
  value: 'new',
  state,
});

it('shows its owner what waits, and of what was rejected only that it was', () => {
  const unpublished = [of('avatarUrl', 'SUBMITTED'), of('nickname', 'WAITING'), of('city', 'REJECTED')];
  expect(ownProfile(profile, unpublished)).toEqual({
    ...profile,
    nickname: 'new',
    avatarUrl: 'new',
    pending: ['avatarUrl', 'nickname'],
    rejected: ['city'],
  });
});
