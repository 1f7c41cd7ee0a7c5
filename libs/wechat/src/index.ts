export type { FetchLike } from './exchange.js';
export * from './mini/access-tokens.js';
export type { MiniApiCall, MiniApiOptions } from './mini/api.js';
export * from './mini/api-error.js';
export * from './mini/client.js';
export { type CheckedImage, type ImageVerdict, imageVerdictOf } from './mini/image-check.js';
export * from './mini/push.js';
export * from './mini/push-message.js';
export * from './mini/redis-token-store.js';
export * from './mini/shipping-info.js';
export * from './mini/subscribe-message.js';
export { type CheckedText, NOT_A_RECENT_USER, TEXT_SCENES, type TextSuggestion } from './mini/text-check.js';
export * from './mini/token-store.js';
export * from './mini/untrusted-data.js';
export * from './mini/user-data.js';
export * from './pay/bill.js';
export * from './pay/bill-reader.js';
export * from './pay/bill-rejected.js';
export * from './pay/client.js';
export type { WechatPayClientOptions } from './pay/client-options.js';
export * from './pay/crypto.js';
export * from './pay/headers.js';
export * from './pay/jsapi-order.js';
export * from './pay/notification.js';
export * from './pay/notification-rejected.js';
export * from './pay/pay-error.js';
export * from './pay/pay-params.js';
export * from './pay/platform-certificates.js';
export {
  type RefundAmount,
  type RefundOrder,
  refundBody,
  refundSchema,
  type RefundStatus,
  refundStatusSchema,
  type WechatPayRefund,
} from './pay/refund.js';
export type { RefundEvent, RefundNotice, RefundNotification } from './pay/refund-notice.js';
export * from './pay/request-signature.js';
export * from './pay/resource.js';
export * from './pay/signature-rejected.js';
export type { WechatPayRequest } from './pay/signed-http.js';
export * from './pay/trade-bill.js';
export * from './pay/transaction.js';
export * from './pay/verifier.js';
