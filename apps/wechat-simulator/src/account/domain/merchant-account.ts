export interface KeyPair {
  readonly id: string;
  readonly privateKey: string;
  readonly publicKey: string;
}

export interface CertifiedKey {
  readonly serial: string;
  readonly privateKey: string;
  readonly certificate: string;
}

/** A subscribe-message template as the console lists it. */
export interface TemplateOfAccount {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
}

/** The one mini-program and merchant that the simulated WeChat knows, with the keys of both sides. */
export abstract class MerchantAccount {
  abstract readonly appId: string;
  abstract readonly appSecret: string;
  abstract readonly mchId: string;
  abstract readonly apiV3Key: string;
  /** Of the merchant's API certificate; a real WeChat has only the certificate. */
  abstract readonly merchant: CertifiedKey;
  abstract readonly platform: CertifiedKey;
  /** "WeChat Pay public key", which newer merchants get in place of the platform certificate. */
  abstract readonly publicKey: KeyPair;
  abstract readonly templates: { readonly orderPaid: TemplateOfAccount };
}
