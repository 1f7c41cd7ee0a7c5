import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { encryptedServer, type EncryptedServer, startTestService, type TestService } from '@minisuite/testing';
import { Redis, RedisModule } from '../src/index.js';

let server: EncryptedServer;
let service: TestService | undefined;
beforeAll(async () => {
  server = await encryptedServer('redis');
});
afterEach(() => service?.stop());
afterAll(() => server.stop());

async function link(host: string): Promise<Redis> {
  await service?.stop();
  service = await startTestService(RedisModule.with(`rediss://${host}:${server.port}`));
  return service.get(Redis);
}

/** Why no connection comes about; every attempt tells it. */
async function faultOf(redis: Redis): Promise<string> {
  const [error] = (await once(redis, 'error')) as [Error];
  return error.message;
}

describe('a link to Redis', () => {
  it('is encrypted when its address says so', async () => {
    server.trust(true);
    expect(await (await link('localhost')).ping()).toBe('PONG');
  });

  it('is not made to a server whose certificate nobody trusts, or is of another host', async () => {
    server.trust(false);
    expect(await faultOf(await link('localhost'))).toContain('self-signed certificate');
    server.trust(true);
    expect(await faultOf(await link('127.0.0.1'))).toContain("does not match certificate's altnames");
  });
});
