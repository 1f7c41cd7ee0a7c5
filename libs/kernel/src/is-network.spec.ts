import { describe, expect, it } from '@jest/globals';
import { isNetwork } from './is-network.js';

describe('isNetwork', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '2001:db8::/32', '::1', '0.0.0.0/1'])('takes %s', (text) => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '0.0.0.0/0',
  ])('refuses %p', (text) => {
    expect(isNetwork(text)).toBe(false);
  });
});
