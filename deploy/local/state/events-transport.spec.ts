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
  it.each([
    [
      'Java 17, Maven not found on this machine: run "sudo apt-get install -y maven", or start Docker, or …',
      'Java 17, Maven not found on this machine',
    ],
    [
      'Kafka could not be downloaded by Maven (see /clone/.local/kafka/maven.log): check the network and try again, or …',
      'Kafka could not be downloaded by Maven (see /clone/.local/kafka/maven.log)',
    ],
    [
      'apt-get could not install maven; check the network and try again:\nE: no such package',
      'apt-get could not install maven',
    ],
    [
      'docker compose up: Error response from daemon: no such image',
      'docker compose up: Error response from daemon: no such image',
    ],
    ['kafka ended while it started. The end of /clone/.local/logs/kafka.log:\n    …', 'kafka ended while it started'],
  ])('says of "%s" in one line what is wrong and what follows', (why, reason) => {
    expect(withoutKafka(why, undefined)).toBe(`cannot be had (${reason}), so events travel over Redis Streams`);
  });

  it('leaves no events behind unasked', () => {
    expect(() => withoutKafka('no Java: run this', 'kafka')).toThrow(/^no Java: run this\n.*EVENTS_TRANSPORT=redis/);
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
