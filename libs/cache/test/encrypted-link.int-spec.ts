import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { encryptedServer, type EncryptedServer, startTestService, type TestService } from '@minisuite/testing';
import { Redis, RedisModule } from '../src/index.js';

// What a command says of a server that no connection could be made to.
const AWAY = 'max retries per request';

let server: EncryptedServer;
let service: TestService | undefined;
beforeAll(async () => {
  server = await encryptedServer('redis');
});
afterEach(() => service?.stop());
afterAll(() => server.stop());

async function ping(host: string): Promise<string> {
  service = await startTestService(RedisModule.with(`rediss://${host}:${server.port}`));
  return await service.get(Redis).ping();
}

describe('a link to Redis', () => {
  it('is encrypted when its address says so', async () => {
    server.trust(true);
    expect(await ping('localhost')).toBe('PONG');
  });

  it('is not made to a server whose certificate nobody trusts, or is of another host', async () => {
    server.trust(false);
    await expect(ping('localhost')).rejects.toThrow(AWAY);
    server.trust(true);
    await expect(ping('127.0.0.1')).rejects.toThrow(AWAY);
  });
});
