import { describe, expect, it } from '@jest/globals';
import { addressKey } from './address-key.js';

const keyOf = (ip: string, remoteAddress = '192.0.2.9') => addressKey({ ip, socket: { remoteAddress } as never });

describe('addressKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ])('of %s is %s', (ip, key) => {
    expect(keyOf(ip)).toBe(key);
  });

  it.each(['unknown', '', '203.0.113.7, 10.0.0.1', '_hidden'])(
    'is that of the connection when a proxy says %p',
    (ip) => {
      expect(keyOf(ip)).toBe('192.0.2.9');
    },
  );
});
