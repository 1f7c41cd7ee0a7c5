import { readFileSync, writeFileSync } from 'node:fs';
import { connect as tlsConnect, type ConnectionOptions, TLSSocket } from 'node:tls';
import { type ChannelCredentials, credentials, Server } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import {
  type CertFiles,
  eventually,
  freePort,
  presenting,
  RawCaller,
  startTestService,
  testCertificates,
  type TestService,
} from '@minisuite/testing';
import { Controller, Module } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { type CallerName, forAnybody, grpcClient, GrpcModule, grpcServer, type PromiseClient } from '../src/index.js';
import { Certificates } from '../src/tls/certificates.js';
import { certificatesOf, serverCredentials } from '../src/tls/credentials.js';

const credential = 'x'.repeat(40);
const METADATA = { 'x-internal-credential': credential, 'x-caller': 'gateway' };
type Client = PromiseClient<userV1.UserServiceClient> & { close(): void };

@Controller()
class Users {
  @GrpcMethod('UserService', 'GetWechatIdentity')
  async identity({ userId }: userV1.GetWechatIdentityRequest): Promise<userV1.GetWechatIdentityResponse> {
    return { openid: `openid of ${userId}` };
  }
}

const open: { close(): void }[] = [];
let files: CertFiles;
let strangers: CertFiles;
let port: number;
let service: TestService;

beforeAll(async () => {
  [files, strangers, port] = await Promise.all([testCertificates(), testCertificates(), freePort()]);
  const tls = files.pathsOf('user');
  const rules = { UserService: { getWechatIdentity: forAnybody('gateway') } };
  @Module({ controllers: [Users], imports: [GrpcModule.with({ name: 'user', credential, tls, rules })] })
  class UsersModule {}
  service = await startTestService(UsersModule, {
    server: grpcServer({ host: '127.0.0.1', port, package: 'user', tls }),
  });
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => service.stop());

function connect({ name = 'gateway', to = `127.0.0.1:${port}` }: { name?: CallerName; to?: string } = {}): Client {
  const target = { package: 'user', service: userV1.USER_SERVICE_NAME, address: to, deadlineMs: 10_000 } as const;
  const client = grpcClient<userV1.UserServiceClient>({
    ...target,
    from: { name, credential, tls: files.pathsOf(name) },
  });
  open.push(client);
  return client;
}

const ask = (client: Client) =>
  client.getWechatIdentity({ userId: '7' }).then(
    ({ openid }) => openid,
    (error: { reason?: string }) => error.reason ?? String(error),
  );

async function askWith(tls: ChannelCredentials): Promise<string> {
  const caller = new RawCaller(`127.0.0.1:${port}`, tls);
  open.push(caller);
  return await caller.call('/minisuite.user.v1.UserService/GetWechatIdentity', METADATA);
}

/** Shakes hands as the gateway; tells the version of TLS and the serial number of the server's certificate, or what went wrong. */
function shakeHands(options: ConnectionOptions = {}): Promise<{ version: string | null; serial: string } | string> {
  const { ca, cert, key } = files.pathsOf('gateway');
  const own = { ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key), ALPNProtocols: ['h2'] };
  return new Promise((resolve) => {
    const to = { ...own, ...options, host: '127.0.0.1', port, checkServerIdentity: () => undefined };
    const socket = tlsConnect(to, () => {
      resolve({ version: socket.getProtocol(), serial: socket.getPeerCertificate().serialNumber });
      socket.destroy();
    });
    socket.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
  });
}

describe('a call with certificates', () => {
  it('is answered', async () => {
    expect(await ask(connect())).toBe('openid of 7');
  });

  it('comes from whom its certificate names, whatever it says', async () => {
    const { ca, ...order } = files.pathsOf('order');
    expect(await ask(connect({ name: 'order' }))).toBe('FORBIDDEN');
    expect(await askWith(presenting(ca, order))).toBe('PERMISSION_DENIED FORBIDDEN');
    expect(await askWith(presenting(ca, files.pathsOf('gateway')))).toBe('OK');
  });

  it('does not have the certificate of its connection decoded again', async () => {
    const client = connect();
    await ask(client);
    const decoded = jest.spyOn(TLSSocket.prototype, 'getPeerCertificate');
    for (let call = 0; call < 5; call += 1) expect(await ask(client)).toBe('openid of 7');
    expect(decoded).not.toHaveBeenCalled();
    decoded.mockRestore();
  });

  it.each<[string, () => ChannelCredentials]>([
    ['no encryption', () => credentials.createInsecure()],
    ['no certificate', () => presenting(files.pathsOf('gateway').ca)],
    [
      'a certificate of an authority that nobody trusts',
      () => presenting(files.pathsOf('gateway').ca, strangers.pathsOf('gateway')),
    ],
  ])('with %s is not even heard', async (_what, made) => {
    expect(await askWith(made())).toBe('UNAVAILABLE');
  });

  it('is not made to a process that everybody trusts and that is not the one meant', async () => {
    const server = new Server();
    const at = await new Promise<number>((resolve, reject) => {
      const certified = serverCredentials(files.pathsOf('order'), 'order');
      server.bindAsync('127.0.0.1:0', certified, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    expect(await ask(connect({ to: `127.0.0.1:${at}` }))).toBe('SERVICE_UNAVAILABLE');
    server.forceShutdown();
  });

  it('is not made by TLS 1.1', async () => {
    const ciphers = 'DEFAULT@SECLEVEL=0';
    expect(await shakeHands({ ciphers, maxVersion: 'TLSv1.2' })).toMatchObject({ version: 'TLSv1.2' });
    expect(await shakeHands({ ciphers, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).toMatch(/PROTOCOL_VERSION/);
  });
});

describe('a process', () => {
  it('does not start with the certificate of another, or with what is none', () => {
    expect(() => serverCredentials(files.pathsOf('order'), 'user')).toThrow('spiffe://minisuite/user');
    const { ca } = strangers.pathsOf('user');
    expect(() => serverCredentials({ ...files.pathsOf('user'), ca }, 'user')).toThrow('none of the authorities');
  });
});

describe('while the authority is replaced', () => {
  const readAgain = () =>
    Promise.all((['user', 'gateway'] as const).map((name) => certificatesOf(name, files.pathsOf(name)).readAgain()));

  it('no call fails, and new connections are made with the new certificates', async () => {
    const outcomes = new Map<string, number>();
    const old = connect();
    const done = new AbortController();
    const calling = (async () => {
      while (!done.signal.aborted) {
        const outcome = await ask(old);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    })();
    const before = await shakeHands();
    const { cert, key } = files.pathsOf('gateway');
    const former = { cert: `${cert}.former`, key: `${key}.former` };
    writeFileSync(former.cert, readFileSync(cert));
    writeFileSync(former.key, readFileSync(key));

    await files.announce();
    await readAgain();
    expect(await ask(connect({ to: `localhost:${port}` }))).toBe('openid of 7');
    await files.switch();
    await readAgain();
    expect(await shakeHands()).toMatchObject({ version: 'TLSv1.3' });
    expect(await shakeHands()).not.toEqual(before);
    expect(await ask(connect({ to: `dns:localhost:${port}` }))).toBe('openid of 7');
    expect(await askWith(presenting(files.pathsOf('gateway').ca, former))).toBe('OK');
    files.retire();
    await readAgain();
    expect(await ask(connect({ to: `dns:///localhost:${port}` }))).toBe('openid of 7');
    expect(await askWith(presenting(files.pathsOf('gateway').ca, former))).toBe('UNAVAILABLE');

    done.abort();
    await calling;
    expect([...outcomes.keys()]).toEqual(['openid of 7']);
  });

  it('the files are read again and again by themselves', async () => {
    const own = await testCertificates();
    const heard: string[] = [];
    const certificates = new Certificates(own.pathsOf('user'), 'user', 20);
    certificates.addIdentityCertificateListener((update) => heard.push(update?.certificate.toString() ?? ''));
    await own.issue();
    const { cert } = own.pathsOf('user');
    await eventually('the new certificate is told', async () => heard.at(-1) === readFileSync(cert, 'utf8'));
    expect(heard).toHaveLength(2);
  });

  it('files that cannot be used change nothing', async () => {
    const { cert } = files.pathsOf('user');
    const whole = readFileSync(cert);
    const before = await shakeHands();
    for (const half of ['', 'half a certificate', readFileSync(strangers.pathsOf('user').cert)]) {
      writeFileSync(cert, half);
      await readAgain();
      expect(await shakeHands()).toEqual(before);
    }
    writeFileSync(cert, whole);
  });
});
