import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '@minisuite/kernel';
import { MiniProgramClient } from '@minisuite/wechat';
import { WechatShippingUploads } from './wechat-shipping-uploads.js';

const parcel = {
  transactionId: '4200001234202603010000000001',
  carrier: 'SF',
  trackingNo: 'SF1234567890',
  itemDesc: '陶瓷杯',
  openid: 'oA',
  receiverContact: '189****1234',
};

function uploads(answer: () => Response) {
  const bodies: string[] = [];
  const fetch = async (_url: unknown, init?: { body?: unknown }) => {
    bodies.push(String(init?.body));
    return answer();
  };
  const tokens = { get: async () => 't', replace: async () => 't' };
  const options = { baseUrl: 'https://api.example', appId: 'wx0', secret: 's', tokens, fetch: fetch as never };
  return { bodies, uploads: new WechatShippingUploads(new MiniProgramClient(options), new SystemClock()) };
}
const outcome = async (errcode: number) =>
  (await uploads(() => Response.json({ errcode, errmsg: 'x' })).uploads.upload(parcel)).kind;

describe('what WeChat makes of a shipping report', () => {
  it.each([
    [0, 'taken'],
    [10_060_002, 'taken'],
    [10_060_023, 'taken'],
    [10_060_001, 'missing'],
    [10_060_003, 'refused'],
    [10_060_004, 'refused'],
    [10_060_014, 'refused'],
    [10_060_031, 'refused'],
    [47_001, 'refused'],
    [-1, 'unknown'],
    [45_009, 'unknown'],
    [40_001, 'unknown'],
    [48_001, 'unknown'],
    [99_999_999, 'unknown'],
  ])('errcode %i: %s', async (errcode, kind) => {
    expect(await outcome(errcode)).toBe(kind);
  });

  it('is unknown when no answer came', async () => {
    const broken = uploads(() => {
      throw new TypeError('fetch failed');
    });
    expect(await broken.uploads.upload(parcel)).toMatchObject({ kind: 'unknown' });
    expect(await uploads(() => new Response('<html>', { status: 502 })).uploads.upload(parcel)).toMatchObject({
      kind: 'unknown',
    });
  });

  it('names neither openid nor phone in what is kept of a failure', async () => {
    const upload = await uploads(() => Response.json({ errcode: -1, errmsg: 'oA 189' })).uploads.upload(parcel);
    expect(upload).toEqual({ kind: 'unknown', error: 'WeChat: unavailable (-1)' });
  });

  it('is refused before anything is sent when it cannot be written', async () => {
    const { bodies, uploads: refused } = uploads(() => Response.json({ errcode: 0 }));
    expect(await refused.upload({ ...parcel, itemDesc: ' ' })).toMatchObject({ kind: 'refused' });
    expect(bodies).toEqual([]);
  });
});
