import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  answer,
  clientOptions,
  envelope,
  fakeFetch,
  isSignedByMerchant,
  paidOrder,
  platform,
  publicKeySigner,
  signed,
  type Signer,
} from '../../test/fake-pay.js';
import { API_V3_KEY, certificate, NOW } from '../../test/pay-keys.js';
import { encryptResource, WechatPayClient } from '../index.js';

const SERIAL = '7132D72A03E93CDDF8C03BBD1F37EEDF00000001';
const NEXT_SERIAL = '7132D72A03E93CDDF8C03BBD1F37EEDF00000002';
const HOUR = 3_600_000;
const { publicKeyId, publicKey, ...certificateMode } = clientOptions;
const message = (signer: Signer, now: number) => signed(envelope(paidOrder), signer, now / 1000);

let current: Signer & { pem: string };
let next: Signer & { pem: string };

beforeAll(async () => {
  current = { serial: SERIAL, ...(await certificate(SERIAL)) };
  next = { serial: NEXT_SERIAL, ...(await certificate(NEXT_SERIAL)) };
});

function list(...certificates: { serial: string; pem: string }[]): string {
  const data = certificates.map(({ serial, pem }) => ({
    serial_no: serial,
    effective_time: '2025-01-01T00:00:00+08:00',
    expire_time: '2030-01-01T00:00:00+08:00',
    encrypt_certificate: encryptResource(pem, API_V3_KEY, { associatedData: 'certificate' }),
  }));
  return JSON.stringify({ data });
}

function setUp(respond: () => Response, options: object = certificateMode) {
  const time = { now: NOW };
  const { fetch, seen } = fakeFetch(() => respond());
  const client = new WechatPayClient({ ...certificateMode, ...options, fetch, now: () => time.now });
  const parse = (signer: Signer) => client.notifications.parsePaymentNotification(message(signer, time.now));
  return { parse, seen, time };
}

describe('platform-certificate mode', () => {
  it('downloads the list once for parallel notifications and keeps it', async () => {
    const { parse, seen } = setUp(() => answer(200, list(current), current));
    await Promise.all(Array.from({ length: 10 }, () => parse(current)));
    await parse(current);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.url).toBe('https://pay.example/v3/certificates');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('asks again for an unknown serial only after 12 hours', async () => {
    const { parse, seen, time } = setUp(() => answerAt(time.now, list(current, ...(seen.length > 1 ? [next] : []))));
    await parse(current);
    time.now += 11 * HOUR;
    await expect(parse(next)).rejects.toMatchObject({ reason: 'unknown_serial' });
    expect(seen).toHaveLength(1);
    time.now += HOUR;
    await expect(parse(next)).resolves.toMatchObject({ eventType: 'TRANSACTION.SUCCESS' });
    expect(seen).toHaveLength(2);
  });

  it('never asks because of an unknown public key id', async () => {
    const { parse, seen } = setUp(() => answer(200, list(current), current));
    await expect(parse({ ...publicKeySigner, serial: 'PUB_KEY_ID_1' })).rejects.toMatchObject({
      reason: 'unknown_serial',
    });
    expect(seen).toEqual([]);
  });

  it('does not believe a list that its own certificate did not sign', async () => {
    const { parse } = setUp(() => answer(200, list(current), { ...current, privateKey: next.privateKey }));
    await expect(parse(current)).rejects.toMatchObject({ reason: 'keys_unavailable' });
  });

  it('says so when the list cannot be had, and waits before it asks again', async () => {
    const responses = [new Response(null, { status: 502 })];
    const { parse, seen, time } = setUp(() => responses.shift() ?? answerAt(time.now, list(current)));
    await expect(parse(current)).rejects.toMatchObject({ reason: 'keys_unavailable' });
    await expect(parse(current)).rejects.toMatchObject({ reason: 'keys_unavailable' });
    expect(seen).toHaveLength(1);
    time.now += 30_000;
    await expect(parse(current)).resolves.toMatchObject({ eventType: 'TRANSACTION.SUCCESS' });
  });

  it('works beside a public key while WeChat changes over', async () => {
    const both = { publicKeyId, publicKey };
    const { parse, seen } = setUp(() => answer(200, list(current), publicKeySigner), both);
    await parse(publicKeySigner);
    expect(seen).toEqual([]);
    await parse(current);
    expect(seen[0]?.headers.get('wechatpay-serial')).toBe(publicKeyId);
    expect(platform.publicKey).toBe(publicKey);
  });

  it('takes a refusal of the list for a merchant without certificates', async () => {
    const { parse } = setUp(() => new Response('{"code":"RESOURCE_NOT_EXISTS"}', { status: 404 }), {
      publicKeyId,
      publicKey,
    });
    await expect(parse(current)).rejects.toMatchObject({ reason: 'unknown_serial' });
  });

  function answerAt(now: number, body: string): Response {
    return new Response(body, { status: 200, headers: signed(body, current, now / 1000).headers });
  }
});
