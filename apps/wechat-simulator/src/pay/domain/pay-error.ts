/** An error answer of WeChat Pay; `internal` is the number that ends the Request-ID header. */
export class PayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly internal: number,
    readonly detail?: unknown,
  ) {
    super(message);
  }
}

export const paramError = (message: string, detail?: unknown, internal = 268435461) =>
  new PayError(400, 'PARAM_ERROR', message, internal, detail);

export const signError = (message: string, issue: string, field = 'authorization', more: object = {}) =>
  new PayError(401, 'SIGN_ERROR', message, 268443699, {
    detail: { issue },
    field,
    location: 'authorization',
    ...more,
  });

export const mchidMismatch = (value: string) =>
  paramError(
    'http header中的mchid与post payload中的mchid不匹配',
    { field: '/mchid', value, issue: 'mchid does not match', location: 'body' },
    268447843,
  );

export const appidMismatch = () => new PayError(400, 'APPID_MCHID_NOT_MATCH', '商户号mch_id与appid不匹配', 268445527);

export const orderPaid = () => new PayError(400, 'ORDERPAID', '该订单已支付', 268449538);

export const orderClosed = () => new PayError(400, 'ORDERCLOSED', '该订单已失效', 268447914);

export const outTradeNoUsed = () => new PayError(403, 'OUT_TRADE_NO_USED', '商户订单号重复', 268498688);

export const notifyUrlError = (value: string) =>
  paramError('无效的notify_url：须为https地址，带路径且不带参数', {
    field: '/notify_url',
    value,
    issue: 'notify_url is invalid',
    location: 'body',
  });

export const systemError = () => new PayError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试', 268435456);

export const invalidRequest = (message: string, internal = 268435464) =>
  new PayError(400, 'INVALID_REQUEST', message, internal);

export const notEnough = () => new PayError(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起', 268566529);

export const resourceNotExists = (message: string) => new PayError(404, 'RESOURCE_NOT_EXISTS', message, 268512771);

export const noStatementExist = () => new PayError(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在', 268512772);

export const statementCreating = () => new PayError(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试', 268512773);

export const orderNotExist = () => new PayError(404, 'ORDER_NOT_EXIST', '订单不存在', 268512771);
