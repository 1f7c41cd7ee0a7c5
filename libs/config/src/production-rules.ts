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
 * What production refuses beyond the schema: a WeChat address that is not WeChat's own over https (so never a simulator), a notify
 * address without https, database passwords shorter than 16 characters, and values from files that everybody may read (`open`).
 */
export function productionFaults(env: Readonly<Record<string, string>>, open: Iterable<string> = []): string[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const faults = Array.from(open, (name) => `${name}: the file named by ${name}_FILE must not be open to everybody`);
  for (const name of ['WECHAT_API_BASE_URL', 'WECHAT_PAY_BASE_URL']) {
    const url = parse(env[name]);
    if (url && (url.protocol !== 'https:' || url.port !== '' || !WECHAT_HOSTS.includes(url.hostname))) {
      faults.push(`${name}: must be WeChat's own address in production, not a simulator`);
    }
  }
  for (const name of ['WECHAT_PAY_NOTIFY_URL', 'WECHAT_PAY_REFUND_NOTIFY_URL']) {
    const notify = parse(env[name]);
    if (notify && notify.protocol !== 'https:') faults.push(`${name}: must be https in production`);
  }
  const database = parse(env['DATABASE_URL']);
  if (database && database.password.length < 16) {
    faults.push('DATABASE_URL: must carry a password of at least 16 characters in production');
  }
  return faults;
}

function parse(value: string | undefined): URL | null {
  return value === undefined ? null : URL.parse(value);
}
