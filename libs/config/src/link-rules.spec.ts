import { describe, expect, it } from '@jest/globals';
import { serviceEnv } from './service-env.js';
import { acceptedLinks, linkFaults } from './link-rules.js';

const SERVICE = new Set(Object.keys(serviceEnv(1, 2)));
const plain = {
  NODE_ENV: 'production',
  INTERNAL_CREDENTIAL: 'x',
  DATABASE_URL: 'mysql://u:p@db/s',
  REDIS_URL: 'redis://r:6379',
  KAFKA_BROKERS: 'k:9092',
};
const encrypted = {
  ...plain,
  GRPC_TLS_CERT_FILE: '/run/order.pem',
  DATABASE_URL: 'mysql://u:p@db/s?tls=true',
  REDIS_URL: 'rediss://r:6379',
  KAFKA_TLS: 'true',
};
const faultsOf = (env: Record<string, string>, known: ReadonlySet<string> = SERVICE) => linkFaults(env, known);
const settingsOf = (...args: Parameters<typeof faultsOf>) => faultsOf(...args).map((fault) => fault.split(':')[0]);

describe('links in production', () => {
  it('are refused unencrypted, all together', () => {
    expect(settingsOf(plain)).toEqual(['GRPC_TLS_CERT_FILE', 'DATABASE_URL', 'REDIS_URL', 'KAFKA_TLS']);
    expect(faultsOf(encrypted)).toEqual([]);
  });

  it('are accepted unencrypted when they are named', () => {
    expect(faultsOf({ ...plain, UNENCRYPTED_LINKS: 'grpc, mysql,redis,kafka' })).toEqual([]);
    expect(settingsOf({ ...plain, UNENCRYPTED_LINKS: 'mysql,kafka' })).toEqual(['GRPC_TLS_CERT_FILE', 'REDIS_URL']);
  });

  it('are those that a process has', () => {
    expect(settingsOf(plain, new Set(['GRPC_TLS_CERT_FILE', 'REDIS_URL']))).toEqual([
      'GRPC_TLS_CERT_FILE',
      'REDIS_URL',
    ]);
    expect(faultsOf(plain, new Set(['HTTP_PORT']))).toEqual([]);
  });

  it('are nothing to complain about elsewhere', () => {
    expect(faultsOf({ ...plain, NODE_ENV: 'development' })).toEqual([]);
  });

  it('of events over Redis are asked for Redis and not for Kafka', () => {
    const events = { ...encrypted, KAFKA_TLS: 'false', EVENTS_TRANSPORT: 'redis' };
    expect(faultsOf(events)).toEqual([]);
    expect(settingsOf({ ...events, EVENTS_REDIS_URL: 'redis://r:6380' })).toEqual(['EVENTS_REDIS_URL']);
  });

  it('are not taken for encrypted by anything but tls=true', () => {
    for (const query of ['?tls=false', '?tls', '?ssl=true', '?TLS=true', '#tls=true']) {
      expect(settingsOf({ ...encrypted, DATABASE_URL: `mysql://u:p@db/s${query}` })).toEqual(['DATABASE_URL']);
    }
  });

  it('have names, and no others', () => {
    expect(acceptedLinks().parse('grpc,,redis ')).toEqual(['grpc', 'redis']);
    expect(acceptedLinks().parse(undefined)).toEqual([]);
    expect(acceptedLinks().safeParse('all').success).toBe(false);
  });
});
