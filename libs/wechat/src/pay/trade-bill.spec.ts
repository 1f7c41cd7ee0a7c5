import { describe, expect, it } from '@jest/globals';
import { answer, clientOptions, fakeFetch, isSignedByMerchant } from '../../test/fake-pay.js';
import { WechatPayClient } from '../index.js';

const link = {
  hash_type: 'SHA1',
  hash_value: '79bb0f45fc4c42234a918000b2668d689e2bde04',
  download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=xx',
};

function clientThat(respond: () => Response) {
  const fake = fakeFetch(respond);
  return { client: new WechatPayClient({ ...clientOptions, fetch: fake.fetch }), seen: fake.seen };
}

describe('trade bills', () => {
  it('are asked for with what was wanted', async () => {
    const { client, seen } = clientThat(() => answer(200, JSON.stringify(link)));
    const expected = { hashValue: link.hash_value, downloadUrl: link.download_url };
    await expect(client.tradeBill({ billDate: '2026-03-01' })).resolves.toEqual(expected);
    await client.tradeBill({ billDate: '2026-03-01', billType: 'REFUND', gzip: true });
    expect(seen.map(({ url }) => url)).toEqual([
      'https://pay.example/v3/bill/tradebill?bill_date=2026-03-01&bill_type=ALL',
      'https://pay.example/v3/bill/tradebill?bill_date=2026-03-01&bill_type=REFUND&tar_type=GZIP',
    ]);
    expect(seen.every(isSignedByMerchant)).toBe(true);
  });

  it.each(['20260301', '2026-13-01', '2026-3-1', ''])('are not asked for on %o', async (billDate) => {
    const { client, seen } = clientThat(() => answer(200, JSON.stringify(link)));
    await expect(client.tradeBill({ billDate })).rejects.toBeInstanceOf(RangeError);
    expect(seen).toEqual([]);
  });

  it.each([
    ['NO_STATEMENT_EXIST', 'NOSTATEMENTEXIST'],
    ['STATEMENT_CREATING', 'STATEMENTCREATING'],
  ])('that are not there keep the code %s', async (sent, code) => {
    const { client } = clientThat(() => answer(400, JSON.stringify({ code: sent, message: '账单' })));
    await expect(client.tradeBill({ billDate: '2026-03-01' })).rejects.toMatchObject({ code, outcome: 'rejected' });
  });

  it.each([{ hash_type: 'MD5' }, { hash_value: 'xyz' }, { download_url: 'file:///etc/passwd' }])(
    'are not taken with %o',
    async (change) => {
      const { client } = clientThat(() => answer(200, JSON.stringify({ ...link, ...change })));
      const asking = client.tradeBill({ billDate: '2026-03-01' });
      await expect(asking).rejects.toMatchObject({ code: 'MALFORMEDRESPONSE' });
    },
  );

  it('are downloaded as a stream from our own host, signed by us and not by WeChat', async () => {
    const { client, seen } = clientThat(() => new Response('交易时间'));
    const stream = await client.downloadBill('https://elsewhere.example/v3/billdownload/file?token=a%2Bb');
    expect(Buffer.concat(await stream.toArray()).toString()).toBe('交易时间');
    expect(seen[0]?.url).toBe('https://pay.example/v3/billdownload/file?token=a%2Bb');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('that have gone are a refusal of WeChat', async () => {
    const body = JSON.stringify({ code: 'INVALID_REQUEST', message: 'token已过期' });
    const { client } = clientThat(() => new Response(body, { status: 400 }));
    const failing = client.downloadBill(link.download_url);
    await expect(failing).rejects.toMatchObject({ code: 'INVALIDREQUEST', httpStatus: 400, message: 'token已过期' });
  });
});
