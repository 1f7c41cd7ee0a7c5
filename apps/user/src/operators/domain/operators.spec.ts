import { describe, expect, it } from '@jest/globals';
import { credentialsOf } from './credentials.js';
import { Operator, type OperatorState } from './operator.js';
import { OperatorDisabled } from './operator-errors.js';

const now = new Date('2026-03-01T08:00:00.000Z');
const anna = { id: '1', username: 'anna', displayName: 'Anna', roles: ['admin'], passwordHash: '$hash' } as const;

function operator(changes: Partial<OperatorState> = {}): Operator {
  return Operator.restore({ ...Operator.create(anna, now).snapshot, ...changes });
}

describe('an operator', () => {
  it('may work from the start, and never shows the hash of the password', () => {
    expect(operator().isActive).toBe(true);
    expect(() => operator().mustBeActive()).not.toThrow();
    expect(operator().card).toEqual({ id: '1', username: 'anna', displayName: 'Anna', roles: ['admin'] });
  });

  it('is refused when disabled', () => {
    const disabled = operator({ status: 'DISABLED' });
    expect(disabled.isActive).toBe(false);
    expect(() => disabled.mustBeActive()).toThrow(OperatorDisabled);
  });
});

describe('credentialsOf', () => {
  it('finds a name however it was typed, and leaves the password alone', () => {
    expect(credentialsOf(' Anna ', ' Secret ')).toEqual({ username: 'anna', password: ' Secret ' });
  });

  it('counts characters, not halves of them', () => {
    expect(credentialsOf('a', '🔑'.repeat(256)).password).toHaveLength(512);
  });

  it.each([
    ['', 'p', ['username']],
    ['a', '', ['password']],
    ['a'.repeat(65), '🔑'.repeat(257), ['username', 'password']],
  ])('refuses %j with %j', (username, password, paths) => {
    const details = paths.map((path) => expect.objectContaining({ path }));
    expect(() => credentialsOf(username, password)).toThrow(
      expect.objectContaining({ reason: 'VALIDATION_FAILED', details }),
    );
  });
});
