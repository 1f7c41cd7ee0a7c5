import type { FieldRules } from './field-rules.js';

export const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/;

/** Body of POST /v3/pay/transactions/jsapi. */
export const PREPAY_FIELDS: FieldRules = {
  appid: { type: 'string', label: '公众号ID', max: 32 },
  mchid: { type: 'string', label: '商户号', max: 32 },
  description: { type: 'string', label: '商品描述', max: 127 },
  out_trade_no: { type: 'string', label: '商户订单号', min: 6, max: 32, pattern: OUT_TRADE_NO },
  time_expire: { type: 'string', label: '支付结束时间', max: 64, optional: true },
  attach: { type: 'string', label: '商户数据包', min: 0, max: 128, optional: true },
  notify_url: { type: 'string', label: '商户回调地址', max: 255 },
  goods_tag: { type: 'string', label: '订单优惠标记', max: 32, optional: true },
  support_fapiao: { type: 'boolean', label: '电子发票入口开放标识', optional: true },
  amount: {
    type: 'object',
    label: '订单金额',
    fields: {
      total: { type: 'integer', label: '总金额', min: 1 },
      currency: { type: 'string', label: '货币类型', max: 16, pattern: /^CNY$/, optional: true },
    },
  },
  payer: {
    type: 'object',
    label: '支付者信息',
    fields: { openid: { type: 'string', label: '用户标识', max: 128, pattern: /^[0-9A-Za-z_-]+$/ } },
  },
  detail: {
    type: 'object',
    label: '优惠功能',
    optional: true,
    maxBytes: 6144,
    fields: {
      cost_price: { type: 'integer', label: '订单原价', min: 0, optional: true },
      invoice_id: { type: 'string', label: '商品小票ID', max: 32, optional: true },
      goods_detail: {
        type: 'array',
        label: '单品列表',
        optional: true,
        fields: {
          merchant_goods_id: { type: 'string', label: '商户侧商品编码', max: 32 },
          wechatpay_goods_id: { type: 'string', label: '微信支付商品编码', max: 32, optional: true },
          goods_name: { type: 'string', label: '商品名称', max: 256, optional: true },
          quantity: { type: 'integer', label: '商品数量', min: 1 },
          unit_price: { type: 'integer', label: '商品单价', min: 0 },
        },
      },
    },
  },
  scene_info: {
    type: 'object',
    label: '场景信息',
    optional: true,
    fields: {
      payer_client_ip: { type: 'string', label: '用户终端IP', max: 45 },
      device_id: { type: 'string', label: '商户端设备号', max: 32, optional: true },
      store_info: {
        type: 'object',
        label: '商户门店信息',
        optional: true,
        fields: {
          id: { type: 'string', label: '门店编号', max: 32 },
          name: { type: 'string', label: '门店名称', max: 256, optional: true },
          area_code: { type: 'string', label: '地区编码', max: 32, optional: true },
          address: { type: 'string', label: '详细地址', max: 512, optional: true },
        },
      },
    },
  },
  settle_info: {
    type: 'object',
    label: '结算信息',
    optional: true,
    fields: { profit_sharing: { type: 'boolean', label: '是否指定分账', optional: true } },
  },
};

export const CLOSE_FIELDS: FieldRules = { mchid: { type: 'string', label: '商户号', max: 32 } };
