import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer, type SecureVersion, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, testCertificate } from '@minisuite/testing';
import { renewCertificate } from '../src/edge/tls.js';
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { samples } from './samples.js';

type Pair = Awaited<ReturnType<typeof testCertificate>>;

let pair: Pair;
let gateway: GatewayUnderTest;
let port: number;
beforeAll(async () => {
  pair = await testCertificate('localhost');
  gateway = await startGatewayUnderTest({ tls: pair });
  gateway.services.on('BatchGetProducts', () => ({ products: [samples.product] }));
  port = Number(new URL(gateway.url).port);
});
afterAll(() => gateway.stop());

/** The protocol that both agree on. */
function shake(to: number, ca: string, versions: { minVersion?: SecureVersion; maxVersion?: SecureVersion } = {}) {
  return new Promise<TLSSocket>((resolve, reject) => {
    const ciphers = { ciphers: 'DEFAULT@SECLEVEL=0' };
    const socket = connectTls(
      { host: '127.0.0.1', servername: 'localhost', port: to, ca, ...ciphers, ...versions },
      () => resolve(socket),
    ).on('error', reject);
  });
}

describe('a gateway with a certificate', () => {
  it('serves over TLS', async () => {
    const agent = new Agent({ ca: pair.cert, servername: 'localhost' });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const path = '/api/v1/products/11';
      request({ host: '127.0.0.1', port, path, agent }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    agent.destroy();
    expect(status).toBe(200);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    const socket = await shake(port, pair.cert, { minVersion: version, maxVersion: version });
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('does not speak %s', async (maxVersion) => {
    await expect(shake(port, pair.cert, { minVersion: 'TLSv1', maxVersion })).rejects.toThrow(/version|alert/i);
  });

  it('hangs up on who speaks without it', async () => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    const closed = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    socket.write('GET /api/v1/products HTTP/1.1\r\nHost: a\r\n\r\n');
    await closed;
    expect(said).not.toContain('HTTP/1.1 200');
  });
});

describe('new certificate files', () => {
  it('serve the connections to come, and files that cannot be used change nothing', async () => {
    const dir = await mkdtemp(join(process.env['TEST_DIR'] ?? tmpdir(), 'gateway-tls-'));
    const files = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') };
    const write = async ({ cert, key }: Pair) => {
      await writeFile(files.cert, cert);
      await writeFile(files.key, key);
    };
    await write(pair);
    const server = createServer({ ...pair }, (socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port: at } = server.address() as AddressInfo;
    const stop = renewCertificate(server, { ...pair, files }, 20);
    const shown = async (ca: string) =>
      await shake(at, ca).then(
        (socket) => (socket.destroy(), true),
        () => false,
      );
    const older = await shake(at, pair.cert);

    const [other, expired] = [
      await testCertificate('localhost'),
      await testCertificate('localhost', { expired: true }),
    ];
    for (const bad of [{ cert: other.cert, key: pair.key }, expired, { cert: 'nonsense', key: '' }]) {
      await write(bad);
      // Long enough to be looked at, which nothing tells from outside.
      for (let time = 0; time < 10; time += 1) expect(await shown(pair.cert)).toBe(true);
    }
    const next = await testCertificate('localhost');
    await write(next);
    await eventually('the new certificate is shown', () => shown(next.cert));
    expect(await shown(pair.cert)).toBe(false);
    await expect(shake(at, next.cert, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).rejects.toThrow(
      /version|alert/i,
    );
    const echoed = new Promise((resolve) => older.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    older.write('still there');
    expect(await echoed).toBe('still there');

    older.destroy();
    stop();
    server.close();
    await rm(dir, { recursive: true });
  });
});
