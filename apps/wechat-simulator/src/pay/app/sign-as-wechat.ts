import { Injectable } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import { Randomness } from '../../simulation/app/ports.js';
import type { SigningMode } from '../domain/signing-mode.js';
import { PayKeys } from './ports.js';

/** The Wechatpay-* headers of an answer or a notification with this body. */
@Injectable()
export class SignAsWechat {
  constructor(
    private readonly keys: PayKeys,
    private readonly machineClock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async run(mode: SigningMode, body: string): Promise<Record<string, string>> {
    const timestamp = String(Math.floor(this.machineClock.now().getTime() / 1000));
    const nonce = this.randomness.alphanumeric(32);
    return {
      'Wechatpay-Serial': this.keys.serialOf(mode),
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Signature': await this.keys.sign(mode, [timestamp, nonce, body]),
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    };
  }
}
