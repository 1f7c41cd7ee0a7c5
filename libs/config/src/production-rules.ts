import type { z } from 'zod';

const WECHAT_HOSTS = [
  'api.weixin.qq.com',
  'api2.weixin.qq.com',
  'sh.api.weixin.qq.com',
  'sz.api.weixin.qq.com',
  'hk.api.weixin.qq.com',
  'api.mch.weixin.qq.com',
  'api2.mch.weixin.qq.com',
  'api.wechatpay.cn',
  'api2.wechatpay.cn',
];

/**
 * What production refuses beyond the schema: a WeChat address that is not WeChat's own over https (so never a simulator),
 * and database passwords shorter than 16 characters.
 */
export function productionRules(env: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  if (env['NODE_ENV'] !== 'production') return;
  const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  for (const name of ['WECHAT_API_BASE_URL', 'WECHAT_PAY_BASE_URL']) {
    const value = env[name];
    if (typeof value !== 'string' || !URL.canParse(value)) continue;
    const url = new URL(value);
    if (url.protocol !== 'https:' || url.port !== '' || !WECHAT_HOSTS.includes(url.hostname)) {
      refuse(name, "must be WeChat's own address in production, not a simulator");
    }
  }
  const notify = env['WECHAT_PAY_NOTIFY_URL'];
  if (typeof notify === 'string' && !notify.startsWith('https://')) refuse('WECHAT_PAY_NOTIFY_URL', 'must be https in production');
  const database = env['DATABASE_URL'];
  if (typeof database === 'string' && URL.canParse(database) && new URL(database).password.length < 16) {
    refuse('DATABASE_URL', 'must carry a password of at least 16 characters in production');
  }
}
