import { afterEach, describe, expect, it } from '@jest/globals';
import { encryptedServer, type EncryptedServer } from '@minisuite/testing';
import { createDataSource } from '../src/index.js';

let server: EncryptedServer;
afterEach(() => server.stop());

/** The cipher that the server says it speaks over; empty when it speaks openly. */
async function cipherOf(query: string): Promise<string> {
  const { username, password } = new URL(server.plain);
  const url = `mysql://${username}:${password}@localhost:${server.port}/mysql${query}`;
  const dataSource = createDataSource({ url, poolSize: 1 });
  try {
    await dataSource.initialize();
    const [row] = await dataSource.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
    return row?.Value ?? '';
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

describe('a link to MySQL', () => {
  it('is encrypted when its address says so', async () => {
    server = await encryptedServer('mysql');
    server.trust(true);
    expect(await cipherOf('?tls=true')).toMatch(/^\w/);
    expect(await cipherOf('?tls=false')).toBe('');
    expect(await cipherOf('')).toBe('');
  });

  it('is not made to a server whose certificate nobody trusts, or is of another host', async () => {
    server = await encryptedServer('mysql', 'elsewhere.example');
    await expect(cipherOf('?tls=true')).rejects.toThrow('self-signed certificate');
    server.trust(true);
    await expect(cipherOf('?tls=true')).rejects.toThrow("does not match certificate's altnames");
  });
});
