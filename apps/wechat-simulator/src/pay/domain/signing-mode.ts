/** The two ways WeChat Pay signs: with the "WeChat Pay public key" pair, or with the key of the platform certificate. */
export const SIGNING_MODES = ['public-key', 'certificate'] as const;
export type SigningMode = (typeof SIGNING_MODES)[number];

/** The request header Wechatpay-Serial decides; without it, or with any other serial, the platform certificate signs. */
export function signingModeFor(wechatpaySerial: string | undefined, publicKeyId: string): SigningMode {
  return wechatpaySerial === publicKeyId ? 'public-key' : 'certificate';
}
