/** What a client is told about one reason: HTTP status, number in the body's `code`, and a sentence for people in two languages. */
export interface ErrorEntry {
  readonly status: number;
  readonly code: number;
  readonly en: string;
  readonly zh: string;
}

const entry = (status: number, code: number, en: string, zh: string): ErrorEntry => ({ status, code, en, zh });

/** Every reason that leaves the gateway, by its stable name. */
export const ERRORS = {
  MALFORMED_JSON: entry(400, 40000, 'The body is not valid JSON.', '请求体不是合法的 JSON。'),
  VALIDATION_FAILED: entry(400, 40001, 'The request is not valid.', '请求参数不正确。'),
  IDEMPOTENCY_KEY_REQUIRED: entry(
    400,
    40002,
    'The Idempotency-Key header is required.',
    '缺少 Idempotency-Key 请求头。',
  ),
  TOKEN_MISSING: entry(401, 40101, 'An access token is required.', '请先登录。'),
  TOKEN_INVALID: entry(401, 40102, 'The token is not valid.', '登录凭证无效。'),
  TOKEN_EXPIRED: entry(401, 40103, 'The access token has expired.', '登录凭证已过期。'),
  SESSION_REVOKED: entry(401, 40104, 'This session has been ended.', '登录已失效，请重新登录。'),
  WECHAT_CODE_INVALID: entry(401, 40105, 'WeChat did not accept the code.', '微信凭证无效或已过期，请重试。'),
  REFRESH_REUSED: entry(
    401,
    40106,
    'The refresh token was used before; the session has been ended.',
    '刷新凭证已被使用，登录已失效。',
  ),
  CREDENTIALS_INVALID: entry(401, 40107, 'The user name or the password is wrong.', '用户名或密码错误。'),
  SIGNATURE_INVALID: entry(401, 40108, 'The signature is not valid.', '签名无效。'),
  FORBIDDEN: entry(403, 40301, 'You may not do this.', '没有权限。'),
  ACCOUNT_DISABLED: entry(403, 40302, 'This account has been disabled.', '账号已被停用。'),
  IP_NOT_ALLOWED: entry(403, 40303, 'This address may not call.', '该 IP 不允许访问。'),
  NOT_FOUND: entry(404, 40401, 'Not found.', '资源不存在。'),
  METHOD_NOT_ALLOWED: entry(405, 40500, 'The method is not allowed here.', '该地址不支持此请求方法。'),
  CONFLICT: entry(409, 40901, 'The request conflicts with the present state.', '请求与当前状态冲突。'),
  IDEMPOTENCY_KEY_IN_PROGRESS: entry(
    409,
    40902,
    'The first request with this key is still running.',
    '相同请求正在处理中，请稍候。',
  ),
  OUT_OF_STOCK: entry(409, 40903, 'There is not enough stock.', '库存不足。'),
  ORDER_STATE_CONFLICT: entry(
    409,
    40904,
    'The order is not in a state that allows this.',
    '订单当前状态不允许该操作。',
  ),
  PAYMENT_STATE_CONFLICT: entry(
    409,
    40905,
    'The payment is not in a state that allows this.',
    '支付单当前状态不允许该操作。',
  ),
  REFUND_EXCEEDS_PAYMENT: entry(409, 40906, 'The refund exceeds what was paid.', '退款金额超过已支付金额。'),
  SOLD_OUT: entry(409, 40907, 'Sold out.', '已售罄。'),
  ALREADY_BOUGHT: entry(409, 40908, 'You have bought this already.', '您已购买过。'),
  BODY_TOO_LARGE: entry(413, 41300, 'The body is too large.', '请求体过大。'),
  UNSUPPORTED_MEDIA_TYPE: entry(
    415,
    41500,
    'The content type must be application/json.',
    '请求类型必须是 application/json。',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(422, 42201, 'The key was used with another request.', '该幂等键已用于其他请求。'),
  RATE_LIMITED: entry(429, 42901, 'Too many requests.', '请求过于频繁，请稍后再试。'),
  HEADERS_TOO_LARGE: entry(431, 43101, 'The headers are too large.', '请求头过大。'),
  INTERNAL: entry(500, 50000, 'Something went wrong.', '服务器内部错误。'),
  WECHAT_UNAVAILABLE: entry(502, 50201, 'WeChat is not available.', '微信服务暂不可用，请稍后再试。'),
  SERVICE_UNAVAILABLE: entry(503, 50301, 'The service is not available.', '服务暂不可用，请稍后再试。'),
  DEADLINE_EXCEEDED: entry(504, 50401, 'The request took too long.', '请求超时，请稍后再试。'),
} as const satisfies Record<string, ErrorEntry>;

/** A stable reason that clients branch on. */
export type Reason = keyof typeof ERRORS;
