import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chooseTransport, lastTransport, noteTransport, withoutKafka } from './events-transport.ts';

describe('chooseTransport', () => {
  it.each([
    [{}, undefined, 'any'],
    [{}, 'kafka', 'any'],
    [{ EVENTS_TRANSPORT: '' }, undefined, 'any'],
    [{ KAFKA_BROKERS: 'k:1' }, undefined, 'kafka'],
    [{ EVENTS_TRANSPORT: 'kafka' }, 'kafka', 'kafka'],
    [{ EVENTS_TRANSPORT: 'redis' }, undefined, 'redis'],
    [{ EVENTS_TRANSPORT: 'redis', KAFKA_BROKERS: 'k:1' }, 'redis', 'redis'],
  ] as const)('with %j after %s is %s, without a word', (env, before, transport) => {
    expect(chooseTransport(env, before)).toEqual({ transport });
  });

  it('stays with Redis Streams once events travel over them, and says how to leave', () => {
    const { transport, line } = chooseTransport({}, 'redis');
    expect(transport).toBe('redis');
    expect(line).toContain('EVENTS_TRANSPORT=kafka');
  });

  it.each([
    [{ EVENTS_TRANSPORT: 'redis' }, 'kafka', 'redis', 'Kafka'],
    [{ EVENTS_TRANSPORT: 'kafka' }, 'redis', 'kafka', 'Redis Streams'],
    [{ KAFKA_BROKERS: 'k:1' }, 'redis', 'kafka', 'Redis Streams'],
  ] as const)('with %j after %s is %s, and says what is left behind', (env, before, transport, name) => {
    const choice = chooseTransport(env, before);
    expect(choice.transport).toBe(transport);
    expect(choice.line).toContain(`over ${name}: what still waits there is not delivered`);
  });

  it('refuses what is no transport', () => {
    expect(() => chooseTransport({ EVENTS_TRANSPORT: 'nats' }, undefined)).toThrow('"kafka" or "redis"');
  });
});

describe('withoutKafka', () => {
  it('lets Redis Streams stand in at a first start only', () => {
    expect(withoutKafka('no Java', undefined)).toBe('cannot be had (no Java), so events travel over Redis Streams');
    expect(() => withoutKafka('no Java', 'kafka')).toThrow(/^no Java, and events .* EVENTS_TRANSPORT=redis/);
  });
});

describe('lastTransport', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'events-transport-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is what was noted', async () => {
    expect(await lastTransport(dir)).toBeUndefined();
    await noteTransport(dir, 'redis');
    expect(await lastTransport(dir)).toBe('redis');
  });

  it('is Kafka where a broker has left data', async () => {
    await mkdir(join(dir, 'kafka/libs'), { recursive: true });
    expect(await lastTransport(dir)).toBeUndefined();
    await mkdir(join(dir, 'kafka/data'));
    expect(await lastTransport(dir)).toBe('kafka');
  });
});
