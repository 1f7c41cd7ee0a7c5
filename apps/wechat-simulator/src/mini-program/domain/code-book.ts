import { WechatError } from './wechat-error.js';

export const CODE_LIFE_MS = 5 * 60_000;

interface Issued<T> {
  readonly subject: T;
  readonly issuedAt: Date;
  used: boolean;
}

/** Codes of one kind: each is good once and for five minutes. Login and phone codes are two books, so neither opens the other. */
export class CodeBook<T> {
  private readonly codes = new Map<string, Issued<T>>();

  issue(code: string, subject: T, now: Date): void {
    this.dropOld(now);
    this.codes.set(code, { subject, issuedAt: now, used: false });
  }

  /** Looks before it takes: `accept` may refuse, and a refused code stays usable. */
  redeem(code: string, now: Date, accept: (subject: T) => void = () => undefined): T {
    const issued = this.codes.get(code);
    if (issued === undefined) throw new WechatError('invalidCode');
    if (issued.used) throw new WechatError('codeUsed');
    if (now.getTime() - issued.issuedAt.getTime() >= CODE_LIFE_MS) throw new WechatError('invalidCode');
    accept(issued.subject);
    issued.used = true;
    return issued.subject;
  }

  forget(): void {
    this.codes.clear();
  }

  /** A Map keeps the order of issue, so the old ones are in front; one day is kept to tell a used code from an unknown one. */
  private dropOld(now: Date): void {
    for (const [code, { issuedAt }] of this.codes) {
      if (now.getTime() - issuedAt.getTime() < 24 * 3_600_000) return;
      this.codes.delete(code);
    }
  }
}
