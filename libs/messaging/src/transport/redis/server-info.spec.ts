import { describe, expect, it } from '@jest/globals';
import { replicasInSync, whyUnsafe } from './server-info.js';

const info = (changes: Record<string, string> = {}) =>
  Object.entries({
    redis_version: '7.0.15',
    aof_enabled: '1',
    maxmemory_policy: 'noeviction',
    cluster_enabled: '0',
    ...changes,
  })
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');

describe('whyUnsafe', () => {
  it.each([
    ['Redis 7.0 of Debian', info()],
    ['Redis 8', info({ redis_version: '8.0.6' })],
    ['Valkey', info({ redis_version: '7.2.4', valkey_version: '9.1.2' })],
    ['Redis 10', info({ redis_version: '10.0.0' })],
  ])('is content with %s', (_name, text) => {
    expect(whyUnsafe(text)).toBeUndefined();
  });

  it.each([
    [{ aof_enabled: '0' }, 'set appendonly yes there'],
    [{ maxmemory_policy: 'allkeys-lru' }, 'set maxmemory-policy noeviction (it is allkeys-lru) there'],
    [
      { aof_enabled: '0', maxmemory_policy: 'volatile-ttl' },
      'appendonly yes and maxmemory-policy noeviction (it is volatile-ttl) there',
    ],
    [{ redis_version: '6.2.14' }, 'events need Redis 7.0 or newer, or Valkey, and this is 6.2.14'],
    [{ cluster_enabled: '1' }, 'EVENTS_REDIS_URL'],
  ])('says of %j what to do', (changes, sentence) => {
    expect(whyUnsafe(info(changes as Record<string, string>))).toContain(sentence);
  });

  it('takes nothing for granted of a server that does not tell', () => {
    expect(whyUnsafe('redis_version:7.2.0\r\n')).toContain('appendonly yes');
  });
});

describe('replicasInSync', () => {
  it('counts those that are online and have told lately how far they are', () => {
    const text = [
      'role:master',
      'connected_slaves:3',
      'slave0:ip=10.0.0.1,port=6379,state=online,offset=14,lag=0',
      'slave1:ip=10.0.0.2,port=6379,state=wait_bgsave,offset=0,lag=0',
      'slave2:ip=10.0.0.3,port=6379,state=online,offset=2,lag=31',
    ].join('\r\n');
    expect(replicasInSync(text)).toBe(1);
    expect(replicasInSync('role:master\r\nconnected_slaves:0\r\n')).toBe(0);
  });
});
