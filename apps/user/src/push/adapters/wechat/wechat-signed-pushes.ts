import {
  decryptPush,
  imageVerdictOf,
  parsePush,
  pushMessageOf,
  UntrustedData,
  verifyPushSignature,
} from '@minisuite/wechat';
import { Injectable } from '@nestjs/common';
import { UserConfig } from '../../../user.config.js';
import { SignedPushes } from '../../app/ports.js';
import { PushRefused } from '../../domain/push-refused.js';
import type { Push, RawPush } from '../../domain/raw-push.js';

@Injectable()
export class WechatSignedPushes extends SignedPushes {
  constructor(private readonly config: UserConfig) {
    super();
  }

  echoOf(query: RawPush['query']): string {
    this.verify(query, query['signature']);
    return query['echostr'] ?? '';
  }

  open({ query, body }: RawPush): Push {
    const { aesKey } = this.config.push;
    try {
      if (aesKey === undefined) {
        this.verify(query, query['signature']);
        return pushOf(body.toString('utf8'));
      }
      const { Encrypt: encrypt } = parsePush(body.toString('utf8'));
      // A shop that has a key gets nothing in plain: the signature of such a push would vouch for no body.
      if (typeof encrypt !== 'string') throw new PushRefused('not_ours');
      this.verify(query, query['msg_signature'], encrypt);
      const key = { encodingAesKey: aesKey, appId: this.config.wechat.appId };
      return pushOf(decryptPush(encrypt, key));
    } catch (error) {
      if (!(error instanceof UntrustedData)) throw error;
      throw new PushRefused(error.reason === 'malformed' ? 'malformed' : 'not_ours');
    }
  }

  private verify(query: RawPush['query'], signature = '', encrypt?: string): void {
    const { token } = this.config.push;
    if (token === undefined) throw new PushRefused('off');
    const { timestamp = '', nonce = '' } = query;
    const signed = { token, timestamp, nonce, ...(encrypt !== undefined && { encrypt }) };
    if (!verifyPushSignature(signed, signature)) throw new PushRefused('bad_signature');
  }
}

function pushOf(text: string): Push {
  const message = pushMessageOf(parsePush(text));
  const found = imageVerdictOf(message);
  const { id, type } = message;
  return { id, type, picture: found && { traceId: found.traceId, passed: found.verdict === 'pass' } };
}
