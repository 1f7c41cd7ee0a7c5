import { z } from 'zod';
import { NotificationRejected } from './notification-rejected.js';
import { isRefundEvent, refundNoticeSchema, type RefundNotification } from './refund-notice.js';
import { decryptResource, encryptedResourceSchema } from './resource.js';
import { SignatureRejected } from './signature-rejected.js';
import { type PaidTransaction, paidTransactionSchema } from './transaction.js';
import type { SignedMessage } from './verifier.js';

const envelopeSchema = z.object({
  id: z.string().min(1).max(64),
  create_time: z.iso.datetime({ offset: true }),
  event_type: z.string().min(1).max(64),
  resource_type: z.literal('encrypt-resource'),
  resource: encryptedResourceSchema,
});

/** A verified and decrypted notification of any kind; `id` stays the same when WeChat repeats it (WeChat Pay "Payment notification"). */
export interface WechatPayNotification {
  id: string;
  eventType: string;
  createdAt: Date;
  /** The decrypted JSON, not yet checked. */
  resource: unknown;
}

/** A payment notification; compare appid, mchid, amount and currency with your own order before believing it (WeChat Pay "Payment notification"). */
export interface PaymentNotification {
  id: string;
  eventType: 'TRANSACTION.SUCCESS';
  createdAt: Date;
  transaction: PaidTransaction;
}

/** What a `NotificationParser` needs: who verifies, and the APIv3 key that decrypts. */
export interface NotificationParserOptions {
  verifier: { verify(message: SignedMessage): Promise<void> };
  apiV3Key: string;
}

/** Opens what WeChat Pay posts to a notify_url (WeChat Pay "Payment notification"). */
export class NotificationParser {
  constructor(private readonly options: NotificationParserOptions) {}

  /** Verifies, decrypts and checks a payment notification; throws `NotificationRejected` (WeChat Pay "Payment notification"). */
  async parsePaymentNotification(message: SignedMessage): Promise<PaymentNotification> {
    const { id, eventType, createdAt, resource } = await this.open(message);
    if (eventType !== 'TRANSACTION.SUCCESS') throw new NotificationRejected('unexpected_event');
    const transaction = paidTransactionSchema.safeParse(resource);
    if (!transaction.success) throw new NotificationRejected('malformed', { cause: transaction.error });
    return { id, eventType, createdAt, transaction: transaction.data };
  }

  /** Verifies, decrypts and checks a refund notification, whose event and state must agree; throws `NotificationRejected` (WeChat Pay "Refund notification"). */
  async parseRefundNotification(message: SignedMessage): Promise<RefundNotification> {
    const { id, eventType, createdAt, resource } = await this.open(message);
    if (!isRefundEvent(eventType)) throw new NotificationRejected('unexpected_event');
    const refund = refundNoticeSchema.safeParse(resource);
    if (!refund.success) throw new NotificationRejected('malformed', { cause: refund.error });
    if (eventType !== `REFUND.${refund.data.status}`) throw new NotificationRejected('malformed');
    return { id, eventType, createdAt, refund: refund.data };
  }

  /** Verifies and decrypts a notification of any kind; throws `NotificationRejected` (WeChat Pay "Payment notification"). */
  async open(message: SignedMessage): Promise<WechatPayNotification> {
    await this.options.verifier.verify(message).catch((error: unknown) => {
      throw error instanceof SignatureRejected ? new NotificationRejected(error.reason, { cause: error }) : error;
    });
    const envelope = envelopeSchema.safeParse(parseJson(message.body.toString()));
    if (!envelope.success) throw new NotificationRejected('malformed', { cause: envelope.error });
    const { id, event_type: eventType, create_time, resource } = envelope.data;
    return { id, eventType, createdAt: new Date(create_time), resource: parseJson(this.decrypt(resource)) };
  }

  private decrypt(resource: z.infer<typeof encryptedResourceSchema>): string {
    try {
      return decryptResource(resource, this.options.apiV3Key);
    } catch (error) {
      throw new NotificationRejected('bad_ciphertext', { cause: error });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotificationRejected('malformed', { cause: error });
  }
}
