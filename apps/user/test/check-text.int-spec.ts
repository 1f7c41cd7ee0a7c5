import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import { startWechatServer } from './fake-wechat-server.js';
import { loginOf, runUserService, type RunningUserService } from './running-user-service.js';

const { TEXT_SCENE_COMMENT, TEXT_SCENE_PROFILE, TEXT_SCENE_UNSPECIFIED } = userV1.TextScene;
const { TEXT_VERDICT_PASS, TEXT_VERDICT_REVIEW, TEXT_VERDICT_RISKY } = userV1.TextVerdict;

let server: Awaited<ReturnType<typeof startWechatServer>>;
let user: RunningUserService;
let userId: string;
const asked: unknown[] = [];
beforeAll(async () => {
  server = await startWechatServer({
    '/sns/jscode2session': (query) => ({ openid: query.get('js_code'), session_key: 'tiihtNczf5v6AKRyjwEUhQ==' }),
    '/cgi-bin/stable_token': () => ({ access_token: 'a-token', expires_in: 7200 }),
    '/wxa/msg_sec_check': (_query, body) => {
      asked.push(body);
      const text = String(body['content']);
      if (text.includes('busy')) return { errcode: -1, errmsg: 'system error' };
      if (text.includes('quota')) return { errcode: 44991, errmsg: 'reach max api minute frequence' };
      if (text.includes('long ago')) return { errcode: 61010, errmsg: 'code is expired' };
      return { errcode: 0, result: { suggest: text, label: 100 } };
    },
  });
  user = await runUserService({ baseUrl: server.baseUrl, appId: `wx${randomBytes(8).toString('hex')}` });
  userId = await newUser('o-author');
});
afterAll(async () => {
  await user.stop();
  server.stop();
});

const newUser = async (code: string) =>
  loginOf(await user.client.loginWithWechat({ code, devicePlatform: '', deviceModel: '', deviceId: '' })).user.id;
const verdictOn = (text: string, { scene = TEXT_SCENE_COMMENT, of = userId } = {}) =>
  user.texts.checkText({ userId: of, scene, text }).then(
    ({ verdict }) => verdict,
    (error: unknown) => (isDomainError(error) ? error.reason : String(error)),
  );

describe('checking a text', () => {
  it('tells what WeChat suggests, who is asked in the name of the author', async () => {
    asked.length = 0;
    expect(await verdictOn('pass')).toBe(TEXT_VERDICT_PASS);
    expect(await verdictOn('review')).toBe(TEXT_VERDICT_REVIEW);
    expect(await verdictOn('risky', { scene: TEXT_SCENE_PROFILE })).toBe(TEXT_VERDICT_RISKY);
    expect(asked).toEqual([
      { version: 2, scene: 2, openid: 'o-author', content: 'pass' },
      { version: 2, scene: 2, openid: 'o-author', content: 'review' },
      { version: 2, scene: 1, openid: 'o-author', content: 'risky' },
    ]);
  });

  it('is refused while WeChat cannot be asked or has been asked too often', async () => {
    expect(await verdictOn('busy')).toBe('WECHAT_UNAVAILABLE');
    expect(await verdictOn('quota')).toBe('WECHAT_UNAVAILABLE');
  });

  it('leaves to a person what WeChat will not look at any more', async () => {
    expect(await verdictOn('long ago')).toBe(TEXT_VERDICT_REVIEW);
  });

  it('is refused for nobody, for one who has left, and for what cannot be checked, before WeChat is asked', async () => {
    const gone = await newUser('o-gone');
    await user.as(gone).closeAccount({});
    await user.db.query("UPDATE account SET status = 'CLOSED' WHERE id = ?", [gone]);
    asked.length = 0;
    expect(await verdictOn('pass', { of: '404' })).toBe('NOT_FOUND');
    expect(await verdictOn('pass', { of: gone })).toBe('NOT_FOUND');
    expect(await verdictOn('pass', { of: 'me' })).toBe('VALIDATION_FAILED');
    expect(await verdictOn('')).toBe('VALIDATION_FAILED');
    expect(await verdictOn('😀'.repeat(2501))).toBe('VALIDATION_FAILED');
    expect(await verdictOn('pass', { scene: TEXT_SCENE_UNSPECIFIED })).toBe('VALIDATION_FAILED');
    expect(asked).toEqual([]);
  });
});
