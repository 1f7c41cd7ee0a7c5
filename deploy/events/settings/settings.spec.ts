import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { brokerSettings } from './broker-settings.ts';
import { databaseSettings } from './database-settings.ts';
import { gatewaySettings } from './gateway-settings.ts';
import { readLocalFiles } from './local-files.ts';

const kafka = (broker: string, topicPrefix = '') => ({
  events: { transport: 'kafka', brokers: [broker], topicPrefix, replicationFactor: 1 },
});
const redis = (url: string) => ({ events: { transport: 'redis', url, topicPrefix: '' } });

describe('the broker', () => {
  it.each([
    ['the one of npm start', {}, { kafka: 'k:1', redis: 'redis://r:1' }, kafka('k:1')],
    ['its Redis when it has no Kafka', {}, { redis: 'redis://r:1' }, redis('redis://r:1')],
    ['the Kafka of the environment', { KAFKA_BROKERS: 'e:1' }, { redis: 'redis://r:1' }, kafka('e:1')],
    [
      'the Kafka of the environment beside a Redis there',
      { KAFKA_BROKERS: 'e:1', EVENTS_REDIS_URL: 'redis://e:2' },
      {},
      kafka('e:1'),
    ],
    ['with its prefix', { KAFKA_BROKERS: 'e:1', EVENTS_TOPIC_PREFIX: 'blue.' }, {}, kafka('e:1', 'blue.')],
    [
      'the Redis of the environment',
      { EVENTS_TRANSPORT: 'redis', EVENTS_REDIS_URL: 'redis://e:1', REDIS_URL: 'redis://e:2', KAFKA_BROKERS: 'e:1' },
      { kafka: 'k:1' },
      redis('redis://e:1'),
    ],
    ['the Redis of everything', { EVENTS_TRANSPORT: 'redis', REDIS_URL: 'rediss://e:2' }, {}, redis('rediss://e:2')],
    ['a Redis named alone', { EVENTS_REDIS_URL: 'redis://e:1' }, { kafka: 'k:1' }, redis('redis://e:1')],
    [
      'the Redis of npm start by wish',
      { EVENTS_TRANSPORT: 'redis' },
      { kafka: 'k:1', redis: 'redis://r:1' },
      redis('redis://r:1'),
    ],
    [
      'the Kafka of npm start by wish',
      { EVENTS_TRANSPORT: 'kafka' },
      { kafka: 'k:1', redis: 'redis://r:1' },
      kafka('k:1'),
    ],
  ])('is %s', (_which, env, local, settings) => {
    expect(brokerSettings(env, local)).toMatchObject(settings);
  });

  it('is named with the place where that was said, and without secrets', () => {
    expect(brokerSettings({}, { kafka: 'k:1, l:1' }).name).toBe('Kafka at k:1,l:1 (.local/credentials.json)');
    expect(brokerSettings({ EVENTS_REDIS_URL: 'redis://me:secret@r:1/3' }, {}).name).toBe(
      'Redis at r:1/3 (EVENTS_REDIS_URL)',
    );
  });

  it.each([
    [{}, {}, 'start the system with npm start, or set KAFKA_BROKERS'],
    [{ EVENTS_TRANSPORT: 'redis' }, { kafka: 'k:1' }, 'EVENTS_TRANSPORT=redis and EVENTS_REDIS_URL'],
    [{ EVENTS_TRANSPORT: 'kafka' }, { redis: 'redis://r:1' }, 'set KAFKA_BROKERS'],
    [{ EVENTS_TRANSPORT: 'nats' }, {}, 'EVENTS_TRANSPORT is "nats", but it must be kafka or redis.'],
    [{ EVENTS_REDIS_URL: 'r:secret' }, {}, 'EVENTS_REDIS_URL must have a redis:// or rediss:// URL.'],
  ])('of %j and %j cannot be found', (env, local, message) => {
    expect(() => brokerSettings(env, local)).toThrow(message);
  });
});

describe('the schemas', () => {
  const local = {
    mysql: { admin: 'mysql://root@m', minisuite_user: 'mysql://u@m/u', minisuite_order: 'mysql://o@m/o' },
  };

  it('are those of the environment, else those of npm start', () => {
    expect(databaseSettings({ DATABASE_URL_ORDER: 'mysql://x@y/z' }, local)).toEqual([
      { service: 'user', url: 'mysql://u@m/u', from: '.local/credentials.json' },
      { service: 'order', url: 'mysql://x@y/z', from: 'DATABASE_URL_ORDER' },
    ]);
  });

  it('have to be known, and to be URLs of MySQL, which are not repeated', () => {
    expect(() => databaseSettings({}, {})).toThrow(/npm start, or set DATABASE_URL_USER, DATABASE_URL_ORDER/);
    expect(() => databaseSettings({ DATABASE_URL_USER: 'secret' }, {})).toThrow(
      /^DATABASE_URL_USER must be like mysql:/,
    );
  });
});

describe('the gateway', () => {
  const local = { gatewayPort: 18_080, operator: { username: 'admin', password: 'local' } };

  it.each([
    [{}, { url: 'http://127.0.0.1:18080', username: 'admin', password: 'local' }],
    [
      { GATEWAY_URL: 'http://localhost:9/', OPERATOR_USERNAME: 'anna' },
      { url: 'http://localhost:9', username: 'anna', password: 'local' },
    ],
    [
      { GATEWAY_URL: 'https://shop.example', OPERATOR_PASSWORD: 'p' },
      { url: 'https://shop.example', username: 'admin', password: 'p' },
    ],
  ])('of %j', (env, settings) => expect(gatewaySettings(env, local)).toEqual(settings));

  it('is at its usual port when npm start does not run', () => {
    expect(gatewaySettings({ OPERATOR_PASSWORD: 'p' }, {}).url).toBe('http://127.0.0.1:8080');
  });

  it('of another machine never hears the password of this one', () => {
    const env = { GATEWAY_URL: 'https://shop.example' };
    expect(() => gatewaySettings(env, local)).toThrow(
      'admin at https://shop.example is not known: set OPERATOR_PASSWORD',
    );
  });

  it.each(['shop', 'ftp://shop.example', 'https://me:secret@shop.example'])('is not at %s', (url) => {
    const find = () => gatewaySettings({ GATEWAY_URL: url }, local);
    expect(find).toThrow(/^GATEWAY_URL must be like https:\/\/shop\.example\.$/);
  });
});

describe('what npm start has written', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'events-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('need not be there, or whole', async () => {
    expect(await readLocalFiles(join(dir, 'none'))).toEqual({});
    await writeFile(join(dir, 'credentials.json'), '{"kafka": "k:1"');
    expect(await readLocalFiles(dir)).toEqual({});
  });

  it('tells where everything is', async () => {
    await writeFile(join(dir, 'credentials.json'), '{"kafka": "k:1"}');
    await writeFile(join(dir, 'run.json'), '{"processes": {"gateway": {"port": 18080}}}');
    expect(await readLocalFiles(dir)).toEqual({ kafka: 'k:1', gatewayPort: 18_080 });
  });
});
