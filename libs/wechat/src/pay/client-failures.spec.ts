import { describe, expect, it } from '@jest/globals';
import { answer, clientOptions, fakeFetch, merchant } from '../../test/fake-pay.js';
import { PUBLIC_KEY_ID } from '../../test/pay-keys.js';
import { type FetchLike, WechatPayClient } from '../index.js';

function close(fetch: FetchLike, timeoutMs = 1000): Promise<void> {
  return new WechatPayClient({ ...clientOptions, fetch, timeoutMs }).close('P10000001');
}

function closeAnswered(response: () => Response): Promise<void> {
  return close(fakeFetch(response).fetch);
}

describe('failures of WeChat Pay calls', () => {
  it.each([
    [400, 'PARAM_ERROR', { code: 'PARAMERROR', outcome: 'rejected', retryable: false }],
    [400, 'ORDERPAID', { code: 'ORDERPAID', outcome: 'rejected', retryable: false }],
    [400, 'ORDER_PAID', { code: 'ORDERPAID', outcome: 'rejected', retryable: false }],
    [404, 'ORDER_NOT_EXIST', { code: 'ORDERNOTEXIST', outcome: 'rejected', retryable: false }],
    [429, 'FREQUENCY_LIMITED', { code: 'FREQUENCYLIMITED', outcome: 'rejected', retryable: true }],
    [500, 'SYSTEM_ERROR', { code: 'SYSTEMERROR', outcome: 'unknown', retryable: true }],
    [403, 'SYSTEM_ERROR', { code: 'SYSTEMERROR', outcome: 'unknown', retryable: true }],
    [502, 'NEVER_SEEN', { code: 'NEVERSEEN', outcome: 'unknown', retryable: true }],
    [418, 'NEVER_SEEN', { code: 'NEVERSEEN', outcome: 'rejected', retryable: false }],
  ])('HTTP %i %s', async (httpStatus, code, expected) => {
    const body = JSON.stringify({ code, message: '说明', detail: { field: '/x' } });
    const headers = { 'Request-ID': '08E6-0' };
    const failing = closeAnswered(() => new Response(body, { status: httpStatus, headers }));
    await expect(failing).rejects.toMatchObject({ ...expected, httpStatus, message: '说明', requestId: '08E6-0' });
  });

  it('survives an error page that is no JSON', async () => {
    const failing = closeAnswered(() => new Response('<html>', { status: 503 }));
    await expect(failing).rejects.toMatchObject({ code: 'HTTP503', outcome: 'unknown', retryable: true });
  });

  it('does not follow a redirect', async () => {
    const failing = closeAnswered(
      () => new Response(null, { status: 302, headers: { Location: 'https://x.example' } }),
    );
    await expect(failing).rejects.toMatchObject({ code: 'HTTP302', outcome: 'unknown' });
  });

  it('takes an unsigned 2xx for forged', async () => {
    const failing = closeAnswered(() => new Response(null, { status: 204 }));
    await expect(failing).rejects.toMatchObject({ code: 'FORGEDRESPONSE', httpStatus: 204, outcome: 'unknown' });
  });

  it('takes a 2xx signed by somebody else for forged', async () => {
    const stranger = { serial: PUBLIC_KEY_ID, privateKey: merchant.privateKey };
    const failing = closeAnswered(() => answer(204, '', stranger));
    await expect(failing).rejects.toMatchObject({ code: 'FORGEDRESPONSE', cause: { reason: 'bad_signature' } });
  });

  it('does not know what happened when the connection breaks', async () => {
    const failing = close(() => Promise.reject(new TypeError('fetch failed')));
    await expect(failing).rejects.toMatchObject({
      code: 'NETWORK',
      httpStatus: 0,
      outcome: 'unknown',
      retryable: true,
    });
  });

  it('gives up after its time', async () => {
    const never: FetchLike = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    await expect(close(never, 20)).rejects.toMatchObject({ code: 'TIMEOUT', outcome: 'unknown', retryable: true });
  });

  it('calls a signed answer of another shape malformed', async () => {
    const { fetch } = fakeFetch(() => answer(200, '{"prepay":"x"}'));
    const client = new WechatPayClient({ ...clientOptions, fetch });
    await expect(client.queryByOutTradeNo('P10000001')).rejects.toMatchObject({ code: 'MALFORMEDRESPONSE' });
  });
});
