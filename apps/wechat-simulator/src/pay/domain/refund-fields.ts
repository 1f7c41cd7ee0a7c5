import type { FieldRules } from './field-rules.js';
import { OUT_TRADE_NO } from './prepay-fields.js';

export const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/;

/** Body of POST /v3/refund/domestic/refunds. */
export const REFUND_FIELDS: FieldRules = {
  transaction_id: { type: 'string', label: '微信支付订单号', max: 32, optional: true },
  out_trade_no: { type: 'string', label: '商户订单号', min: 6, max: 32, pattern: OUT_TRADE_NO, optional: true },
  out_refund_no: { type: 'string', label: '商户退款单号', max: 64, pattern: OUT_REFUND_NO },
  reason: { type: 'string', label: '退款原因', max: 80, optional: true },
  notify_url: { type: 'string', label: '退款结果回调url', max: 256, optional: true },
  funds_account: { type: 'string', label: '退款资金来源', max: 32, pattern: /^AVAILABLE$/, optional: true },
  amount: {
    type: 'object',
    label: '金额信息',
    fields: {
      refund: { type: 'integer', label: '退款金额', min: 1 },
      total: { type: 'integer', label: '原订单金额', min: 1 },
      currency: { type: 'string', label: '退款币种', max: 16, pattern: /^CNY$/ },
      from: {
        type: 'array',
        label: '退款出资账户及金额',
        optional: true,
        fields: {
          account: { type: 'string', label: '出资账户类型', max: 32, pattern: /^(?:UN)?AVAILABLE$/ },
          amount: { type: 'integer', label: '出资金额', min: 1 },
        },
      },
    },
  },
  goods_detail: {
    type: 'array',
    label: '退款商品',
    optional: true,
    fields: {
      merchant_goods_id: { type: 'string', label: '商户侧商品编码', max: 32 },
      wechatpay_goods_id: { type: 'string', label: '微信支付商品编码', max: 32, optional: true },
      goods_name: { type: 'string', label: '商品名称', max: 256, optional: true },
      unit_price: { type: 'integer', label: '商品单价', min: 0 },
      refund_amount: { type: 'integer', label: '商品退款金额', min: 0 },
      refund_quantity: { type: 'integer', label: '商品退货数量', min: 1 },
    },
  },
};
