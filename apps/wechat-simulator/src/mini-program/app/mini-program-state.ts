import { CodeBook } from '../domain/code-book.js';
import type { MessageData } from '../domain/message-template.js';
import { ShipmentBook } from '../domain/shipment-book.js';
import { SubscribeGrants } from '../domain/subscribe-grants.js';
import { TokenBook } from '../domain/token-book.js';

export interface SentMessage {
  readonly msgid: number;
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: MessageData;
  readonly miniprogramState: string;
  readonly lang: string;
  readonly sentAt: Date;
}

export interface LoginSubject {
  readonly openid: string;
  readonly unionid: string | undefined;
}

export interface PhoneSubject {
  readonly openid: string;
  readonly phoneNumber: string;
}

/** Everything WeChat remembers about the mini-program. */
export class MiniProgramState {
  readonly loginCodes = new CodeBook<LoginSubject>();
  readonly phoneCodes = new CodeBook<PhoneSubject>();
  readonly tokens = new TokenBook();
  readonly grants = new SubscribeGrants();
  /** Every openid that has done anything in the mini-program. */
  readonly users = new Set<string>();
  readonly shipments = new ShipmentBook();
  readonly sent: SentMessage[] = [];

  forget(): void {
    this.loginCodes.forget();
    this.phoneCodes.forget();
    this.tokens.forget();
    this.grants.forget();
    this.users.clear();
    this.shipments.forget();
    this.sent.length = 0;
  }
}
