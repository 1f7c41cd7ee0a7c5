import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { metrics } from '@minisuite/service';
import { runUserService, type RunningUserService } from './running-user-service.js';
import { asXml, plainPush, PUSH_AES_KEY, PUSH_TOKEN, type PushOptions, sealedPush } from './signed-push.js';

const APP_ID = 'wx0123456789abcdef';

let plain: RunningUserService;
let safe: RunningUserService;
let off: RunningUserService;
beforeAll(async () => {
  [plain, safe, off] = await Promise.all([
    runUserService(undefined, { push: { token: PUSH_TOKEN, aesKey: undefined } }),
    runUserService(undefined, { push: { token: PUSH_TOKEN, aesKey: PUSH_AES_KEY } }),
    runUserService(),
  ]);
});
afterAll(() => Promise.all([plain.stop(), safe.stop(), off.stop()]));

let number = 0;
const message = (fields: object = {}) =>
  JSON.stringify({ MsgType: 'text', FromUserName: 'o1', MsgId: (number += 1), Content: '你好', ...fields });
const at = (user: RunningUserService, options: Partial<PushOptions> = {}): PushOptions => ({
  now: user.clock.now(),
  ...options,
});
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (isDomainError(error) ? `${error.kind} ${error.reason}` : String(error)),
  );
const FORGED = 'unauthenticated SIGNATURE_INVALID';
const counted = async (result: string): Promise<number> => {
  const metric = await metrics().getSingleMetric('minisuite_wechat_pushes_total')?.get();
  return metric?.values.find(({ labels }) => labels['result'] === result)?.value ?? 0;
};

describe('the address of the push', () => {
  const ask = (user: RunningUserService, options: PushOptions, change: object = {}) =>
    user.pushes.verifyPushUrl({ query: { ...plainPush('', options).query, echostr: '4375120948', ...change } });

  it('answers what WeChat wants to read', async () => {
    expect(await ask(plain, at(plain))).toEqual({ echo: '4375120948' });
    expect(await ask(safe, at(safe))).toEqual({ echo: '4375120948' });
  });

  it('echoes nothing for others, and nothing old', async () => {
    expect(await outcomeOf(ask(plain, at(plain, { token: 'another-token' })))).toBe(FORGED);
    expect(await outcomeOf(ask(plain, at(plain), { timestamp: '1' }))).toBe(FORGED);
    expect(await outcomeOf(ask(plain, { now: new Date(plain.clock.now().getTime() - 310_000) }))).toBe(FORGED);
    expect(await outcomeOf(plain.pushes.verifyPushUrl({ query: {} }))).toBe(FORGED);
  });

  it('is not there without a token', async () => {
    expect(await outcomeOf(ask(off, at(off)))).toBe('not_found NOT_FOUND');
    expect(await outcomeOf(off.pushes.handlePush(plainPush(message(), at(off))))).toBe('not_found NOT_FOUND');
  });
});

describe('a push', () => {
  it('that nobody waits for is taken and counted, once however often it comes', async () => {
    const [unknown, repeated] = [await counted('unknown'), await counted('repeated')];
    const told = message();
    const again = plainPush(told, at(plain));
    for (let attempt = 0; attempt < 2; attempt += 1) await plain.pushes.handlePush(again);
    await plain.pushes.handlePush(plainPush(told, at(plain)));
    expect(await counted('unknown')).toBe(unknown + 1);
    expect(await counted('repeated')).toBe(repeated + 2);
  });

  it('by ten at once is one', async () => {
    const unknown = await counted('unknown');
    const told = message();
    await Promise.all(Array.from({ length: 10 }, () => plain.pushes.handlePush(plainPush(told, at(plain)))));
    expect(await counted('unknown')).toBe(unknown + 1);
  });

  it.each([
    ['another token', { token: 'another-token' }],
    ['an old time', { secondsAgo: 310 }],
    ['a time to come', { secondsAgo: -310 }],
  ])('with %s is refused', async (_, { secondsAgo = 0, ...options }: { secondsAgo?: number; token?: string }) => {
    const now = new Date(plain.clock.now().getTime() - secondsAgo * 1000);
    expect(await outcomeOf(plain.pushes.handlePush(plainPush(message(), { now, ...options })))).toBe(FORGED);
    expect(await outcomeOf(safe.pushes.handlePush(sealedPush(message(), APP_ID, { now, ...options })))).toBe(FORGED);
  });

  it('cannot have another body put under its signature', async () => {
    const seen = plainPush(message(), at(plain));
    expect(await outcomeOf(plain.pushes.handlePush(seen))).toBe('taken');
    const forged = { ...seen, body: Buffer.from(message()) };
    expect(await outcomeOf(plain.pushes.handlePush(forged))).toBe(FORGED);
    expect(await outcomeOf(plain.pushes.handlePush(seen))).toBe('taken');
  });

  it.each(['', '{', 'null', '{"Content":"no kind"}', '<xml><MsgType>text</MsgType>'])(
    'with a true signature and the body %j is malformed',
    async (body) => {
      expect(await outcomeOf(plain.pushes.handlePush(plainPush(body, at(plain))))).toBe('invalid VALIDATION_FAILED');
    },
  );

  it('may be XML', async () => {
    const body = '<xml><FromUserName><![CDATA[o1]]></FromUserName><MsgType>text</MsgType><MsgId>77</MsgId></xml>';
    expect(await outcomeOf(plain.pushes.handlePush(plainPush(body, at(plain))))).toBe('taken');
  });
});

describe('a push in safe mode', () => {
  it.each([
    ['JSON', undefined],
    ['XML', asXml],
  ])('comes in %s', async (_, envelope) => {
    const push = sealedPush(message(), APP_ID, at(safe), envelope);
    expect(await outcomeOf(safe.pushes.handlePush(push))).toBe('taken');
  });

  it('is refused when it is of another mini-program, was changed, or is not encrypted', async () => {
    const told = message();
    const foreign = sealedPush(told, 'wxfedcba9876543210', at(safe));
    expect(await outcomeOf(safe.pushes.handlePush(foreign))).toBe(FORGED);
    const good = sealedPush(told, APP_ID, at(safe));
    const other = sealedPush(message(), APP_ID, at(safe));
    expect(await outcomeOf(safe.pushes.handlePush({ ...good, body: other.body }))).toBe(FORGED);
    const { msg_signature: _, ...query } = good.query;
    expect(await outcomeOf(safe.pushes.handlePush({ query, body: good.body }))).toBe(FORGED);
    expect(await outcomeOf(safe.pushes.handlePush(plainPush(told, at(safe))))).toBe(FORGED);
    expect(await outcomeOf(safe.pushes.handlePush(good))).toBe('taken');
  });
});
