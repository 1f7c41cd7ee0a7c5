import { Clock } from '@minisuite/kernel';
import { MiniProgramClient, SHIPPING_ERRCODES, WechatApiError } from '@minisuite/wechat';
import { Injectable } from '@nestjs/common';
import { type Parcel, ShippingUploads } from '../../app/ports.js';
import type { Upload } from '../../domain/shipping-report.js';

const { alreadyShipped, unchanged, orderNotFound, reshipUsed, wrongState, badParameter, otherOpenid } =
  SHIPPING_ERRCODES;
const TAKEN_BEFORE: readonly (number | undefined)[] = [alreadyShipped, unchanged];
const FINAL: readonly (number | undefined)[] = [reshipUsed, wrongState, badParameter, otherOpenid];

@Injectable()
export class WechatShippingUploads extends ShippingUploads {
  constructor(
    private readonly wechat: MiniProgramClient,
    private readonly clock: Clock,
  ) {
    super();
  }

  async upload(parcel: Parcel): Promise<Upload> {
    try {
      await this.wechat.uploadShippingInfo({ ...parcel, uploadTime: this.clock.now() });
      return { kind: 'taken' };
    } catch (error) {
      if (error instanceof RangeError) return { kind: 'refused', error: error.message };
      if (!(error instanceof WechatApiError)) throw error;
      return fromError(error);
    }
  }
}

function fromError({ kind, errcode }: WechatApiError): Upload {
  if (TAKEN_BEFORE.includes(errcode)) return { kind: 'taken' };
  const error = `WeChat: ${kind} (${errcode ?? 'no errcode'})`;
  if (errcode === orderNotFound) return { kind: 'missing', error };
  return { kind: FINAL.includes(errcode) || kind === 'invalid_argument' ? 'refused' : 'unknown', error };
}
