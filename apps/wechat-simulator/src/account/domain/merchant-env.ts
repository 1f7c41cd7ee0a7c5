import type { MerchantAccount } from './merchant-account.js';
import { pushSecrets } from './push-secrets.js';

/** The lines a merchant copies from WeChat's consoles, readable by `node --env-file`. */
export function merchantEnv(account: MerchantAccount): string {
  const push = pushSecrets(account);
  const values = {
    WECHAT_APP_ID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_PUSH_TOKEN: push.token,
    WECHAT_PUSH_AES_KEY: push.encodingAesKey,
    WECHAT_PAY_MCH_ID: account.mchId,
    WECHAT_PAY_CERT_SERIAL: account.merchant.serial,
    WECHAT_PAY_PRIVATE_KEY: account.merchant.privateKey,
    WECHAT_PAY_API_V3_KEY: account.apiV3Key,
    WECHAT_PAY_PUBLIC_KEY_ID: account.publicKey.id,
    WECHAT_PAY_PUBLIC_KEY: account.publicKey.publicKey,
    WECHAT_TEMPLATE_ORDER_PAID: account.templates.orderPaid.id,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"\n`)
    .join('');
}
