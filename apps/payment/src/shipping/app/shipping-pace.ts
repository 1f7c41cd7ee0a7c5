import { WechatPace } from '../../payments/app/wechat-pace.js';

const PER_SECOND = 10;

/** How fast WeChat is told of parcels. */
export class ShippingPace extends WechatPace {
  constructor() {
    super(PER_SECOND);
  }
}
