import { isDomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { maskedPhone } from '../domain/masked-phone.js';
import type { ShippingReport, Upload } from '../domain/shipping-report.js';
import { Receivers, ShippingUploads } from './ports.js';

// WeChat wants to know of whom only for these.
const NEEDS_CONTACT = new Set(['SF']);

/** Tells WeChat of one parcel, now. */
@Injectable()
export class ReportShipment {
  constructor(
    private readonly receivers: Receivers,
    private readonly uploads: ShippingUploads,
  ) {}

  async execute(report: ShippingReport): Promise<Upload> {
    const { orderId, userId, transactionId, carrier, trackingNo, title: itemDesc } = report;
    try {
      const openid = await this.receivers.openidOf(userId);
      const phone = NEEDS_CONTACT.has(carrier) ? await this.receivers.phoneOf(orderId) : '';
      const receiverContact = maskedPhone(phone);
      if (NEEDS_CONTACT.has(carrier) && receiverContact === '') return withoutContact(carrier);
      return await this.uploads.upload({ transactionId, carrier, trackingNo, itemDesc, openid, receiverContact });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return { kind: error.kind === 'not_found' ? 'refused' : 'unknown', error: `${error.reason}: ${error.message}` };
    }
  }
}

function withoutContact(carrier: string): Upload {
  return { kind: 'refused', error: `${carrier} wants a receiver's phone, and the order has none` };
}
